# The office's own list of names.

names-title = Names of the office
names-filter = type to filter
names-empty = There is no name yet. Press + to add a person, an office, a place or an acronym: it is then offered while you write, and the copy desk knows it.
names-nothing = Nothing has “{ $words }”. Press + to add it.
names-waits = Reading the list …
names-fault = ✗ line { $line }: { $reason }
names-fault-more = { $count ->
        [one] ✗ and { $count } more line
       *[other] ✗ and { $count } more lines
    }
names-fault-about = Entries that cannot be read stay in register.toml as they are.
names-by-hand = in the file only
names-term = { $from } – { $until }
names-since = since { $from }
names-until = until { $until }
names-public = known to all
names-group-person = People
names-group-office = Offices
names-group-place = Places
names-group-acronym = Acronyms
names-sort-person = Person
names-sort-office = Office
names-sort-place = Place
names-sort-acronym = Acronym
names-key-add = add
names-key-change = change
names-key-remove = remove
names-key-back = put back

names-add-title = A new name
names-change-title = Change a name
names-label-sort = Kind
names-label-name = Name:
names-label-title = Title:
names-label-full = In full:
names-label-from = In office from:
names-label-until = until:
names-label-public = Readers know it without its full form
names-do = Keep
names-about-person = The title is offered before the name once a text. A date as you would say it: 21/10/2025, yesterday.
names-about-office = The short name and what it is short for.
names-about-place = A place as texts write it.
names-about-acronym = The short form and its full form.
names-bad-date = Not a date. Write one like 21/10/2025, 21 October 2025 or yesterday.
names-wrong-no-name = Write the name.
names-wrong-ends = The term ends before it begins.
names-wrong-hidden-name = The name has a character that cannot be seen. Type it again.
names-wrong-hidden-title = The title has a character that cannot be seen. Type it again.
names-wrong-hidden-full = The full form has a character that cannot be seen. Type it again.
names-wrong-long-name = The name is too long.
names-wrong-long-title = Title and name together are too long.
names-wrong-long-full = The full form is too long.
names-again = Keep once more to add it as a new entry.
names-kept = Kept: { $name }
names-removed = Removed: { $name }. { $key } puts it back.
names-put-back = Put back: { $name }

names-no-gone = “{ $name }” is in the list no more as it was shown: somebody changed or removed it.
names-no-gone-hint = Nothing was written.
names-no-twice = “{ $name }” is in the list already, just so.
names-no-by-hand = “{ $name }” is written in register.toml in a way that can only be changed in that file.
names-no-by-hand-hint = Open register.toml in the desk's folder with any editor. Nothing was written.
names-no-unfit = “{ $name }” cannot be an entry.
names-no-no-text = register.toml is not UTF-8 text: it is not changed here.
names-no-no-text-hint = Save it as UTF-8 with any editor.
names-no-too-long = The list would become too long to be read.
