# What the copy desk says of acronyms and names.
