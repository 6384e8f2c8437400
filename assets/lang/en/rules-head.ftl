# What the copy desk says of headlines and leads.

finding-J01 = { $kind ->
    [characters] Headline has { $n } characters; limit { $limit }.
   *[words] Headline has { $n } words; more than { $limit } are hard to read at a glance.
}
finding-J01-why = Search engines, cards of social networks and lists cut long headlines. The office sets the limit.
finding-J02 = Headline capitals are not uniform: { $words }.
finding-J02-why = This headline begins each word with a capital; prepositions and conjunctions stay small (EYD V).
finding-J03 = No full stop after a headline.
finding-J03-why = A headline is no sentence of the text; it takes no full stop (EYD V).
finding-J04 = The headline is repeated in the body.
finding-J04-why = The page shows the headline above the body already. This line came along when copying.
finding-J05 = Number { $n } in the headline is not in the body.
finding-J05-why = Readers remember the number of a headline. Where the body says another one, one of them is wrong.
finding-J06 = Headline is all capitals.
finding-J06-why = All capitals are hard to read and hide what is a name, an acronym or a word.
finding-J08 = Name “{ $a }” in the headline is “{ $b }” in the body.
finding-J08-why = Two spellings of one name: a search finds one of them, and the person is offended.
finding-L01 = The lead does not say WHEN.
finding-L01-why = A lead answers what, who, when and where in its first two sentences.
finding-L02 = The lead does not say WHERE.
finding-L02-why = A lead answers what, who, when and where in its first two sentences.
finding-L03 = Lead sentence has { $n } words; limit { $limit }.
finding-L03-why = A long first sentence is not read to its end. Make two of it.
finding-L04 = The lead does not say WHO.
finding-L04-why = A passive sentence without an agent hides who did it. Begin with who.
finding-L05 = The lead does not say WHAT.
finding-L05-why = The first two sentences do not say yet what happened.
