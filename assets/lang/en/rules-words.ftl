# What the copy desk says of words.

finding-E01 = “{ $x }” is non-standard; use “{ $y }”.
finding-E01-why = Standard spelling (EYD V and the dictionary KBBI) keeps the office's texts alike and easy to search.
