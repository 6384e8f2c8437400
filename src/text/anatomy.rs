//! The parts of a release: furniture, headline, dateline, paragraphs, lists, quotes, byline.
