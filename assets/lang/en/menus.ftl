# Menu, palette, help.

menus-how = Enter do it · ^V another key · ^X no key · ^R first key
menus-how-bar = ←→ choose a menu · ↓ go in · Esc close
menus-press-key = Press the new key for “{ $action }” (Esc leaves it)
menus-key-taken = { $key } is “{ $action }” in { $place }. Press it again to take it.
menus-key-conflict = { $key } is “{ $action }” in { $place }. Choose another key.
menus-key-same = Terminals send { $key } as { $other }. Choose another key.
menus-key-unsent = Many terminals do not send { $key }. Choose another key.
menus-key-reserved = { $key } begins a message of the terminal itself. Choose another key.
menus-key-letter = { $key } types a letter in { $place }. Choose another key.
menus-way-out = The menu or the search for commands must have a key.
menus-no-key = This action has no key here.
menus-first-key = It has its first key already.
menus-no-file = This machine has no place for a key map.
keys-unwritten = The key map { $path } cannot be written; the keys stay as they were.
mouse-on = The mouse works in redaksi. Hold Shift to select text in the terminal.
mouse-off = The mouse is let go: the terminal selects text as usual.

why-in-dialog = Only inside a dialog.
why-in-log = Only in the log.
why-in-review = Only on the review screen.
why-nothing-marked = Select some text first.
why-nothing-copied = Nothing was copied in here. Paste with the terminal's own key.

palette-title = Commands
palette-hint = type a command · / texts · # tags · @ people · : paragraph
palette-hint-articles = words of a headline or a text
palette-hint-tags = the name of a tag
palette-hint-people = the name of a person
palette-hint-line = the number of a paragraph, 1 to { $last }
palette-nothing = Nothing matches.
palette-searching = Searching …
palette-recent = used lately
palette-person = all their texts
palette-paragraph = Paragraph { $number } of { $last }

keyhelp-title = Keys: { $place }
keyhelp-title-all = All keys
keyhelp-search = search: type a name or a key
keyhelp-how = Tab this pane / all · ↑↓ scroll
keyhelp-change = To change a key: open the menu ({ $menu }), go to the command, press ^V. File: { $path }
keyhelp-no-file = This machine has no place for a key map of one's own.
keyhelp-nothing = No key matches.

jump-how = Press a letter to jump there · Esc leaves

# The key maps that come along.
keymap-title = Key map
keymap-preset-standard = redaksi
keymap-preset-emacs = Emacs
keymap-preset-vim = Vim
keymap-chosen = in use
keymap-none = No key map is called so.
keymap-is = Keys: { $name }; your own key map goes over it
