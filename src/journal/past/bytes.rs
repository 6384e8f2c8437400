//! The bytes of such a file.

use super::{Edit, Head, Kept, Kind, LONGEST_TEXT, MAGIC, PARTS, Part, Place, Step, Tree};
use super::{Unreadable, VERSION};

const NONE: u32 = u32::MAX;
const PREAMBLE: usize = 16;

pub(super) fn of(head: &Head, parts: &[Part; PARTS]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend(VERSION.to_le_bytes());
    out.extend([0; 4]);
    put_words(&mut out, &serde_json::to_vec(head).unwrap_or_default());
    for part in parts {
        let text = part.text.rope();
        let fits = text.len_bytes() <= LONGEST_TEXT;
        out.push(u8::from(fits));
        put_number(&mut out, if fits { text.len_bytes() } else { 0 });
        text.chunks().filter(|_| fits).for_each(|piece| out.extend(piece.as_bytes()));
        put_tree(&mut out, &part.tree);
    }
    let sum = out.get(PREAMBLE..).map_or(0, crc32fast::hash).to_le_bytes();
    if let Some(place) = out.get_mut(PREAMBLE - 4..PREAMBLE) {
        place.copy_from_slice(&sum);
    }
    out
}

fn put_number(out: &mut Vec<u8>, number: usize) {
    out.extend(u32::try_from(number).unwrap_or(NONE).to_le_bytes());
}

fn put_words(out: &mut Vec<u8>, words: &[u8]) {
    put_number(out, words.len());
    out.extend(words);
}

fn put_place(out: &mut Vec<u8>, place: Place) {
    put_number(out, place.caret);
    put_number(out, place.anchor.unwrap_or(usize::MAX));
}

fn put_tree(out: &mut Vec<u8>, tree: &Tree) {
    put_number(out, tree.steps.len());
    put_number(out, tree.current);
    for step in &tree.steps {
        put_number(out, step.parent);
        put_number(out, step.next.unwrap_or(usize::MAX));
        out.push(match step.kind {
            Kind::Typing => 0,
            Kind::ErasingBack => 1,
            Kind::Erasing => 2,
            Kind::Whole => 3,
        });
        out.extend(step.at_ms.to_le_bytes());
        put_place(out, step.before);
        put_place(out, step.after);
        put_number(out, step.edits.len());
        for edit in &step.edits {
            put_number(out, edit.at);
            put_words(out, edit.removed.as_bytes());
            put_words(out, edit.inserted.as_bytes());
        }
    }
}

pub(super) fn parse(bytes: &[u8]) -> Result<Kept, Unreadable> {
    let (preamble, rest) = bytes.split_first_chunk::<PREAMBLE>().ok_or(Unreadable::Damaged)?;
    let (magic, numbers) = preamble.split_at(MAGIC.len());
    let mut numbers = Reader(numbers);
    let version = numbers.raw().ok_or(Unreadable::Damaged)?;
    let sum = numbers.raw().ok_or(Unreadable::Damaged)?;
    if magic != MAGIC {
        return Err(Unreadable::Damaged);
    }
    if version != VERSION {
        return Err(Unreadable::Newer(version));
    }
    if sum != crc32fast::hash(rest) {
        return Err(Unreadable::Damaged);
    }
    let mut reader = Reader(rest);
    kept(&mut reader).filter(|_| reader.0.is_empty()).ok_or(Unreadable::Damaged)
}

fn kept(reader: &mut Reader<'_>) -> Option<Kept> {
    let head: Head = serde_json::from_slice(reader.take_words()?).ok()?;
    let (mut texts, mut trees) = ([const { None }; PARTS], [const { None }; PARTS]);
    for (text, tree) in texts.iter_mut().zip(&mut trees) {
        let fits = reader.byte()? == 1;
        let words = reader.text()?;
        *text = fits.then_some(words);
        *tree = reader.tree();
    }
    let [headline, body] = trees;
    let trees = [headline?, body?];
    trees.iter().all(Tree::is_sound).then_some(Kept { head, texts, trees })
}

/// The greatest number stands for none.
fn choice(number: u32) -> Option<usize> {
    usize::try_from(number).ok().filter(|_| number != NONE)
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    fn raw(&mut self) -> Option<u32> {
        let (number, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        Some(u32::from_le_bytes(*number))
    }

    fn number(&mut self) -> Option<usize> {
        usize::try_from(self.raw()?).ok()
    }

    fn take_words(&mut self) -> Option<&'a [u8]> {
        let len = self.number()?;
        let (words, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(words)
    }

    fn text(&mut self) -> Option<String> {
        std::str::from_utf8(self.take_words()?).ok().map(str::to_owned)
    }

    fn place(&mut self) -> Option<Place> {
        Some(Place { caret: self.number()?, anchor: choice(self.raw()?) })
    }

    fn tree(&mut self) -> Option<Tree> {
        // No count is believed before there is as much to read.
        let count = self.number()?;
        let current = self.number()?;
        let mut steps = Vec::new();
        for _ in 0..count {
            steps.push(self.step()?);
        }
        Some(Tree { steps, current })
    }

    fn step(&mut self) -> Option<Step> {
        let (parent, next) = (self.number()?, choice(self.raw()?));
        let kind = match self.byte()? {
            0 => Kind::Typing,
            1 => Kind::ErasingBack,
            2 => Kind::Erasing,
            3 => Kind::Whole,
            _ => return None,
        };
        let (at, rest) = self.0.split_first_chunk::<8>()?;
        self.0 = rest;
        let at_ms = i64::from_le_bytes(*at);
        let (before, after) = (self.place()?, self.place()?);
        let mut edits = Vec::new();
        for _ in 0..self.number()? {
            let at = self.number()?;
            edits.push(Edit { at, removed: self.text()?, inserted: self.text()? });
        }
        Some(Step { parent, next, kind, edits, before, after, at_ms })
    }
}
