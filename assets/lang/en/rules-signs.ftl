# What the copy desk says of blanks, punctuation and quotations.

finding-S02 = Blanks at the end of the line; remove them.
finding-S02-why = Blanks that nobody sees come along from pasted pages and disturb the layout and the comparison of versions.
finding-S03 = Remove the blank before “{ $x }”.
finding-S03-why = By the spelling rules (EYD V) a sign stands right behind the word before it.
finding-S04 = Put a blank after “{ $x }”.
finding-S04-why = By the spelling rules (EYD V) a blank follows the sign; without it two words are read and searched as one.
finding-S05 = Stacked punctuation “{ $x }”; keep one sign.
finding-S05-why = Two signs in one place are mostly left over from editing, and readers cannot tell whether the sentence has ended.
finding-S06 = Write the slash without blanks.
finding-S06-why = By the spelling rules (EYD V) a slash between two words has no blanks: Kabupaten/Kota, dan/atau.
finding-S07 = The paragraph has no end mark.
finding-S07-why = A paragraph without an end mark looks cut off; see whether words are missing.
finding-S08 = The word “{ $x }” is doubled.
finding-S08-why = The same word twice in a row is mostly left over from editing; reduplication takes a hyphen.
finding-S09 = “{ $x }” stands twice in one clause.
finding-S09-why = The same conjunction twice in one clause makes a sentence hard to follow; one is enough.
finding-S11 = Join the doubled word by a hyphen without blanks: “{ $x }”.
finding-S11-why = By the spelling rules (EYD V) a hyphen without blanks joins the parts of a reduplication.

finding-Q01 = Straight and curly quotation marks are mixed.
finding-Q01-why = One text uses one kind of quotation marks; a mixture is mostly left over from pasted text.
finding-Q02 = The quotation mark “{ $x }” has no counterpart.
finding-Q02-why = Without it readers cannot tell where the words of the source begin or end.
finding-Q03 = Put the comma before the closing quotation mark.
finding-Q03-why = By the spelling rules (EYD V) the comma between a quotation and its speaker stands before the closing mark.
finding-Q04 = Put a comma before the closing quotation mark, where the speaker is named next.
finding-Q04-why = By the spelling rules (EYD V) a comma parts direct speech from the words that accompany it.
finding-Q05 = A quotation without a source; say who speaks.
finding-Q05-why = Readers are entitled to know who speaks; a quotation without a source cannot be checked.
finding-Q06 = Unnamed source: “{ $x }”.
finding-Q06-why = A public body gives name and role of those who speak for it; unnamed sources are for special cases.
finding-Q07 = An attribution verb without a quotation.
finding-Q07-why = The form “…, tutup Ani” goes with direct speech; for indirect speech write “Ani mengatakan bahwa …”.
finding-Q08 = Begin the quotation with a capital.
finding-Q08-why = By the spelling rules (EYD V) direct speech begins with a capital.
