# What the copy desk says of neutrality, readability and pages.

finding-K01 = Not neutral: “{ $x }”.
finding-K01-why = Election organisers must be neutral and favour no contestant (DKPP Regulation 2/2017, article 8). Write facts: ballot number, name and figures.
finding-K02 = “{ $x }”: a report needs no honorific and no praise.
finding-K02-why = A report gives name and role, then “ia”. Words such as “spektakuler” are opinions; figures convince more.
finding-K03 = “{ $x }” demeans; use “{ $y }”.
finding-K03-why = Use the terms of the law and of the people themselves (Law 8/2016 on disabilities, Presidential Decree 12/2014 on Tionghoa, article 8 of the journalists' code).
finding-K04 = { $kind ->
    [gap] The list of contestants is not complete: “{ $x }”.
   *[order] Contestants are not named in ballot order: “{ $x }”.
}
finding-K04-why = Contestants are named all, and in ballot order, so that the office does not seem to favour one.

finding-F01 = Furniture of a page in the text: “{ $x }”.
finding-F01-why = Share buttons, counters and “read also” are made by the page and are no part of the report. Delete the line.
finding-F02 = The end mark “{ $x }” is not needed.
finding-F02-why = Marks such as *** or -30- end a text on the wire. The page shows where a report ends.
finding-Y01 = The text names no author or team.
finding-Y01-why = Readers may know who answers for a report, for example “Humas KPU Kota Contoh”.
finding-Y02 = The byline is initials only: “{ $x }”.
finding-Y02-why = Readers cannot tell an author by initials. Write the full name or the team.
finding-B01 = A sentence of { $n } words; the limit is { $limit }.
finding-B01-why = A long sentence is hard to follow on a small screen. Make two or three of it.
finding-B02 = A paragraph of { $n } words; the limit is { $limit }.
finding-B02-why = A long paragraph is a wall on a telephone. Part it by what it speaks of.
finding-W01 = A picture without a meaningful alternative text.
finding-W01-why = A screen reader speaks this text to people who do not see the picture (WCAG 2.2, 1.1.1). Write what can be seen.
finding-W02 = The link's words say nothing: “{ $x }”.
finding-W02-why = The words of a link must tell where it leads (WCAG 2.2, 2.4.4), such as “download the form (PDF)”.
finding-W03 = A list numbered by hand: “{ $x }”.
finding-W03-why = Write “1. ” at the beginning of the line, so that the page makes a list that screen readers know.
