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
finding-T03 = The lead has no dateline (City, date —).
finding-T03-why = Readers must know from where and when the news is written. Fill in place and date; the dateline is made of them.
finding-T04 = { $known ->
    [yes] Dateline “{ $x }” is not this office's city ({ $city }).
   *[no] Dateline “{ $x }” is not this office's city.
}
finding-T04-why = A dateline names a city, not an office, and writes it as a name. Another city is right where the text was made there: dismiss with the reason.
finding-T05 = Dateline { $a } differs from the item date { $b }.
finding-T05-why = The page shows the item's date beside the dateline. Two dates make readers doubt both.
finding-T06 = Use a dash (—) in the dateline.
finding-T06-why = A dash parts the dateline from the lead; a hyphen joins words (EYD V).
finding-T07 = { $kind ->
    [reversed] The range of dates runs backwards.
   *[hyphen] A range of dates takes an en dash (–) or “sampai”, not a hyphen.
}
finding-T07-why = EYD V: a dash without blanks between two dates means “until”, from the earlier to the later one.
finding-T08 = The text mentions { $month }; { $date } lies outside { $month } of { $year }.
finding-T08-why = Date and Hijri month do not agree: one of them is wrong, or a sentence of other news was left in.
finding-T09 = The year of “{ $x }” is implied and cannot be fixed.
finding-T09-why = The text has no date, so readers of the archive cannot know the year.
finding-T10 = No leading zero in dates.
finding-T10-why = A leading zero belongs to forms and to dates in figures such as 07/02/2024.
finding-T11 = “{ $word }” needs an absolute date in the same sentence.
finding-T11-why = The page is read on other days. Name the day: hari ini, Selasa (29/7/2025).

finding-X01 = The lead says { $a }; the event date of the item is { $b }.
finding-X01-why = Agendas and archives use the event date. Where the lead names another day, one of them is wrong.
finding-X02 = The event of { $event } is told as done, but the item is dated { $date }.
finding-X02-why = Readers of that day know that it has not happened yet. Check the event date, the item's date, or the verb.
finding-X03 = { $kind ->
    [number] Number { $x } differs from { $y } in { $other }, which tells of the same event.
    [date] Date “{ $x }” is { $y } in { $other }, which tells of the same event.
    [role] “{ $x }” is “{ $y }” in { $other }, which tells of the same event.
   *[name] Name “{ $x }” is “{ $y }” in { $other }, which tells of the same event.
}
finding-X03-why = Two items of one office about one event must not disagree; readers quote both.
