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
