# What the copy desk says about a text.

# Names of months and days, chosen by the keys that rules give.
rule-month = { $month ->
    [jan] January
    [feb] February
    [mar] March
    [apr] April
    [may] May
    [jun] June
    [jul] July
    [aug] August
    [sep] September
    [oct] October
    [nov] November
   *[dec] December
}
rule-day-right = { $right ->
    [mon] Monday
    [tue] Tuesday
    [wed] Wednesday
    [thu] Thursday
    [fri] Friday
    [sat] Saturday
   *[sun] Sunday
}
rule-day-written = { $written ->
    [mon] Monday
    [tue] Tuesday
    [wed] Wednesday
    [thu] Thursday
    [fri] Friday
    [sat] Saturday
   *[sun] Sunday
}

finding-T01 = { $day } { rule-month } { $year } is a { rule-day-right }, not a { rule-day-written }.
finding-T01-why = A weekday that does not fit its date sends readers on the wrong day. One of the two is mistaken; choose what was meant.
finding-T02 = “{ $date }” is not a date of the calendar.
finding-T02-why = There never was such a day, so readers cannot know when it happened.
finding-S10 = Forbidden or invisible characters: { $characters }.
finding-S10-why = Such characters cannot be seen; they can turn the order of what is read, hide words from search, or upset screens and pages.
finding-S12 = { $script ->
    [cyrillic] Cyrillic letters that look like Latin ones: { $characters }.
    [greek] Greek letters that look like Latin ones: { $characters }.
    [wide] Fullwidth letters or figures: { $characters }.
    [styled] Styled or joined letters in place of plain ones: { $characters }.
   *[figures] Figures of another script: { $characters }.
}
finding-S12-why = They look the same and are not: search does not find the word, screen readers stumble, and a name can be forged this way.
finding-S01 = More than one space.
finding-S01-why = One space parts two words. Others usually come along when text is copied from a page.
finding-D01 = The body begins with the dateline “{ $dateline }” although place and date are filled in.
finding-D01-why = The dateline is made from the place and date of the text. One in the body takes its place, and may differ.
finding-I01 = “{ $text }” has not been filled in.
finding-I01-why = The form left this place for the writer to fill. Fill it, or take it out if it is not needed.
