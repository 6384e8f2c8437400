# What the copy desk says of words.

finding-E01 = “{ $x }” is non-standard; use “{ $y }”.
finding-E01-why = Standard spelling (EYD V and the dictionary KBBI) keeps the office's texts alike and easy to search.
finding-E02 = Prepositions stand apart, prefixes are joined: “{ $y }”, not “{ $x }”.
finding-E02-why = By EYD V the prepositions “di” and “ke” are written apart from the next word, while the prefix “di-” is joined to it.
finding-E03 = Write “{ $y }”, not “{ $x }”.
finding-E03-why = By EYD V the particle “pun” stands apart, except in twelve words such as “walaupun”, “meskipun”, “adapun” and “ataupun”.
finding-E04 = Use a hyphen: “{ $y }”.
finding-E04-why = By EYD V a hyphen joins “se-” to a capital, “ke-” to figures, and figures to “-an”.
finding-E05 = A bound form is joined: “{ $y }”, not “{ $x }”.
finding-E05-why = By EYD V forms such as “antar-”, “pasca-”, “non-” and “sub-” are joined to the word behind them, with a hyphen before a capital.
finding-E08 = “{ $x }” has an Indonesian equal: “{ $y }”.
finding-E08-why = Public offices write Indonesian (Law 24/2009, Presidential Regulation 63/2019). If the foreign word is needed, put it in brackets or italics.
finding-E09 = The sentence begins with the conjunction “{ $x }” and has no main clause.
finding-E09-why = This conjunction joins a clause to another. Join the sentence to the one before, or use a word that links sentences, such as “namun” or “karena itu”.
finding-E10 = For “{ $x }” “{ $y }” is enough.
finding-E10-why = A redundant phrase or a wrong preposition makes a sentence longer and says no more.
finding-M01 = Looks machine-translated: “{ $x }”. Is “{ $y }” meant?
finding-M01-why = A translation engine took a word of elections for another one like it. Readers will understand something else; look at the sentences around it too.
