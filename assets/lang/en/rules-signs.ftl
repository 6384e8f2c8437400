# What the copy desk says of blanks, punctuation and quotations.
