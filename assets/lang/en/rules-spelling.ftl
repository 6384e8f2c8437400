# What the copy desk says of spelling.

finding-E06 = A typing slip, “{ $x }”? Perhaps: { $candidates }.
finding-E06-why = The copy desk's lexicon does not have this word, but it has one that is nearly the same. If the word is right, add it to the office's words and it is not asked about again.
