# What the copy desk says of acronyms and names.

finding-A01 = “{ $x }” is not expanded{ $full ->
    [none] : spell it out where it stands first.
   *[other] : { $full } ({ $x }).
}
finding-A01-why = Readers outside the office may not know the short form. Spell it out where it stands first, with the short form in brackets.

finding-A02 = “{ $a }” and “{ $b }” are both used.
finding-A02-why = One short form is written in one way throughout a text, lest readers take it for two things.

finding-A03 = “{ $full }” is spelt out, but “({ $x })” is not introduced.
finding-A03-why = A short form that is used later is introduced in brackets behind its long form.

finding-A04 = The expansion of “{ $x }” differs from the glossary: { $g }.
finding-A04-why = Names of bodies, stages and systems of elections are set by regulation. A wrong expansion is quoted on by the press.

finding-N01 = Two similar spellings: “{ $a }” and “{ $b }”.
finding-N01-why = One name seems to be spelt in two ways. Check which is right: a misspelt name must be corrected in public (code of ethics of the press).

finding-N02 = “{ $x }”; the office's list of names has “{ $y }”.
finding-N02-why = The spelling of names comes from the office's list. A misspelt name must be corrected in public (code of ethics of the press).

finding-N03 = “{ $x }” has not been introduced with full name and role.
finding-N03-why = Readers need to know who speaks. A source is introduced with full name and role before the short name is used.

finding-N04 = “{ $x }” has no role at first mention.
finding-N04-why = At first mention the role tells why somebody is named.

finding-N05 = The role “{ $x }” does not fit the office's list on { $date }.
finding-N05-why = The office's list has the role and the term of office of each person. Check whether this role is right on the date of the text.

finding-N06 = Write titles as “{ $y }”.
finding-N06-why = By the spelling rules EYD V, abbreviated titles take a point, and degrees behind a name are parted by commas.
