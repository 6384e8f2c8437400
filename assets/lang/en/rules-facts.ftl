# What the copy desk says of numbers, facts and personal data.

finding-P01 = Personal data: identity number { $masked }. Remove or mask it.
finding-P01-why = Identity and family card numbers hold place and day of birth and can be abused; Law 27/2022 forbids disclosing others' personal data without right.
finding-P02 = Personal data: phone number { $masked }. Remove it, mask it, or list it as a contact of the office.
finding-P02-why = Law 27/2022 protects private phone numbers; those of the office can be listed in the settings and may then be shown.
finding-P03 = Private mail address { $masked }. Use the office's or mask it.
finding-P03-why = A person's mail address is personal data under Law 27/2022 and attracts spam.
finding-P04 = The civil-servant number { $masked } holds a birth date. Give name and role only.
finding-P04-why = The first eight figures of a NIP are its owner's day of birth; readers do not need it (Law 27/2022).
finding-P05 = Personal data: tax number { $masked }. Remove or mask it.
finding-P05-why = A tax number is financial data, which Law 27/2022 counts among specific personal data.
finding-P06 = Personal data: bank account { $masked }. Remove or mask it.
finding-P06-why = A bank account is financial data, which Law 27/2022 counts among specific personal data, and serves fraud.
finding-P07 = Birth data of a person ({ $masked }). Give the age only.
finding-P07-why = Place and day of birth with a name identify somebody (Law 27/2022); the age tells readers enough.
finding-P08 = Home address ({ $masked }). Name the village or district only.
finding-P08-why = A home address is personal data; people named in the news can be visited or harassed (Law 27/2022).
finding-P09 = Number plate { $masked }; mask it unless it is an official vehicle.
finding-P09-why = A number plate leads to the owner of the vehicle.
finding-P10 = Full name of a child, a victim or an ill person ({ $masked }). Use initials.
finding-P10-why = The press guideline on children and Law 27/2022 protect children, victims and health data; initials without address and school are enough.
finding-P11 = Personal data: passport number { $masked }. Remove or mask it.
finding-P11-why = A passport number identifies one person and can be abused (Law 27/2022).

finding-R01 = Write “Rp” without point or blank.
finding-R01-why = By the spelling rules (EYD V) the sign Rp stands right before its figures: Rp5.000.000,00.
finding-R02 = Write “persen” in running text; in a headline put “%” right behind the figure.
finding-R02-why = The word is easier to read in a sentence; the sign is for headlines and tables.
finding-R03 = Write the numbers of one sentence alike.
finding-R03-why = By the spelling rules (EYD V) numbers in a series are all written in figures.
finding-R04 = Separate thousands with a point.
finding-R04-why = By the spelling rules (EYD V) a point parts thousands where a number tells how many, so that large figures are not misread.
finding-R05 = { $kind ->
    [differs] Figures and words differ; see which is right.
   *[same] Do not write a number in figures and words together.
}
finding-R05-why = By the spelling rules (EYD V) figures with words are for documents such as deeds and receipts only.
finding-R06 = Do not begin a sentence with figures.
finding-R06-why = By the spelling rules (EYD V) a number at the beginning of a sentence is written in words or follows a word such as “sebanyak”.
finding-R07 = { $parts } makes { $sum }, not { $total }.
finding-R07-why = Parts that do not add up make readers doubt all of the data; check with the source.
finding-R08 = { $kind ->
    [zone] Name the time zone: WIB, WITA or WIT.
   *[sign] Write times with a point: pukul 12.00 WIB.
}
finding-R08-why = By the spelling rules (EYD V) a point parts hours and minutes; the zone is needed because readers live in three.
