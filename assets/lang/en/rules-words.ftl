# What the copy desk says of words.

finding-E01 = “{ $x }” is non-standard; use “{ $y }”.
finding-E01-why = Standard spelling (EYD V and the dictionary KBBI) keeps the office's texts alike and easy to search.
finding-E02 = Prepositions stand apart, prefixes are joined: “{ $y }”, not “{ $x }”.
finding-E02-why = By EYD V the prepositions “di” and “ke” are written apart from the next word, while the prefix “di-” is joined to it.
finding-E03 = Write “{ $y }”, not “{ $x }”.
finding-E03-why = By EYD V the particle “pun” stands apart, except in twelve words such as “walaupun”, “meskipun”, “adapun” and “ataupun”.
finding-E04 = Use a hyphen: “{ $y }”.
finding-E04-why = By EYD V a hyphen joins “se-” to a capital, “ke-” to figures, and figures to “-an”.
