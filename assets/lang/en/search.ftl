# Finding and replacing.

find-find = Find
find-replace = Replace
find-count = { $number } of { $count }
find-count-only = { $count } found
find-none = not found
find-busy = looking…
find-case = Aa
find-marks = é≠e
find-whole = word
find-regex = regex
find-replaced = { $count } replaced · { $key } undoes
find-replaced-more = There are more: replace once again for the rest.
find-bad-long = The search is too long
find-bad-heavy = The regex is too large
find-bad-group = At { $at }: bracket without its pair
find-bad-class = At { $at }: bracket [ is not closed
find-bad-range = At { $at }: the range runs backwards
find-bad-repeat = At { $at }: nothing to repeat
find-bad-count = At { $at }: that count is none
find-bad-escape = At { $at }: this \ means nothing
find-bad-property = At { $at }: no such class of letters
find-bad-unsupported = At { $at }: this regex has no such
find-bad-other = At { $at }: makes no sense
why-nothing-sought = Nothing was looked for yet.
why-in-search = Only while searching.
why-in-text = Only in the text itself.
why-not-replacing = Open the line for replacing first.
why-in-drafts = Only in the search in all drafts.

drafts-title = Find in all drafts
drafts-of-mine = your drafts
drafts-of-all = everybody’s drafts
drafts-idle = { $whose } · Enter looks
drafts-looking = looking… { $looked } drafts · { $places } found · Esc stops
drafts-none = Not found · { $looked } of { $whose } were read
drafts-looked = { $chosen } of { $places } places chosen, { $drafts ->
    [one] { $drafts } draft
   *[other] { $drafts } drafts
} · { $whose } · Space chooses
drafts-replacing = replacing… { $left } drafts to go · Esc stops
drafts-done = Done
drafts-about = Each draft becomes a new version; its history keeps the old. Enter opens.
drafts-unread = { $count } could not be read
drafts-more = { $count ->
    [one] { $count } more place
   *[other] { $count } more places
}
drafts-no-headline = (no headline)
drafts-moved = the text has moved on since
drafts-unsaved = somebody is writing in it
drafts-no-draft = it is no draft any more
drafts-nothing-chosen = Nothing is chosen.
drafts-nothing-instead = There is nothing to put in its place: press once more to delete what was found.
drafts-replaced = { $places ->
    [one] { $places } place
   *[other] { $places } places
} replaced in { $drafts ->
    [one] { $drafts } draft.
   *[other] { $drafts } drafts.
}
drafts-left = { $count ->
    [one] { $count } draft was left; the log says why.
   *[other] { $count } drafts were left; the log says why.
}
drafts-log-replaced = { $count } replaced: { $headline }
drafts-log-left = Left, { $why }: { $headline }
