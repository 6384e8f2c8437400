# Notes of the import, and files that cannot be read.

note-encoding = The file was in { $text }; its text is UTF-8 now.
note-normalised = Accents that were written apart from their letters have been joined to them (NFC).
note-characters-dropped = { $count ->
    [one] One control character was
   *[other] { $count } control characters were
} dropped.
note-invisible-characters = { $count ->
    [one] One character
   *[other] { $count } characters
} cannot be seen ({ $text }). The text still has them: look before you submit it.
note-section-line = The section line “{ $text }” went into the section field.
note-headline-repeated = The headline stood there twice; dropped: “{ $text }”.
note-title-dropped = The title of the page's window was not used: “{ $text }”.
note-furniture = A part of the web page was dropped: “{ $text }”.
note-blank-lines = { $count ->
    [one] One line
   *[other] { $count } lines
} of nothing but spaces dropped.
note-lines-joined = { $count ->
    [one] One line break
   *[other] { $count } line breaks
} inside paragraphs closed up.
note-dateline = The dateline went into place and date: “{ $text }”.
note-dateline-weekday = Weekday and date of the dateline do not agree, so it was left in the text: “{ $text }”. Mend it, then set place and date.
note-office-as-place = “{ $text }” is the name of an office and not a place, so the place was left empty.
note-byline = The byline went into its field: “{ $text }”.
note-end-mark = The end mark was dropped: “{ $text }”.
note-no-headline = No headline was found.
note-no-section = The text names no section; it was given “{ $text }”.
note-no-dateline = No dateline was found; place and date are empty.
note-no-place = The dateline names no place.
note-no-date = The date in “{ $text }” is not complete, so the dateline stayed in the text.
note-no-byline = No byline was found.
note-no-body = The text has no body.
note-markup-dropped = { $count ->
    [one] One emphasis
   *[other] { $count } emphases
} could not be kept; the words are there.
note-links-dropped = { $count ->
    [one] One link was
   *[other] { $count } links were
} taken off, the words are there: { $text }
note-scripts-dropped = { $count ->
    [one] One script was
   *[other] { $count } scripts were
} dropped.
note-hidden-text-dropped = { $count ->
    [one] One hidden part was
   *[other] { $count } hidden parts were
} left out: “{ $text }”.
note-tables-flattened = { $count ->
    [one] One table was
   *[other] { $count } tables were
} turned into lines of text.
note-pictures-dropped = { $count ->
    [one] One picture was
   *[other] { $count } pictures were
} left out.
note-pictures-described = Described in the pictures that were left out: “{ $text }”.
note-tracked-changes = { $count ->
    [one] One tracked change:
   *[other] { $count } tracked changes:
} insertions were accepted, deletions left out.
note-comments-dropped = { $count ->
    [one] One comment was
   *[other] { $count } comments were
} left out.
note-fields-dropped = { $count ->
    [one] One command that fetches data was
   *[other] { $count } commands that fetch data were
} dropped: { $text }
note-footnotes-moved = { $count ->
    [one] One footnote was
   *[other] { $count } footnotes were
} moved to the end of the text.
note-headers-skipped = Page headers and footers were left out.
note-objects-dropped = { $count ->
    [one] One embedded object was
   *[other] { $count } embedded objects were
} left out.
note-ignored-fields = { $count ->
    [one] One field that only the desk sets was
   *[other] { $count } fields that only the desk sets were
} ignored: { $text }
note-unknown-fields = { $count ->
    [one] One field is
   *[other] { $count } fields are
} unknown: { $text }

intake-error-empty = The file holds no text.
intake-error-empty-hint = Check that it is the right file.
intake-error-too-large = The file is too large: { $found } MiB of at most { $limit } MiB.
intake-error-too-large-hint = Take the pictures out of it, or divide the text.
intake-error-not-text = The file is not text: there is a binary byte at position { $offset }.
intake-error-not-text-hint = Save it as text, Markdown, HTML or DOCX and import that.
intake-error-encoding = The file is damaged: not sound { $encoding } at byte { $offset }.
intake-error-encoding-hint = Open it where it was written and save it as UTF-8.
intake-error-foreign = { $format } files cannot be imported.
intake-error-foreign-hint = Save it as DOCX, text, Markdown or HTML and import that.
intake-error-archive = The file is not a sound DOCX document.
intake-error-archive-hint = Open it in a word processor and save it as DOCX again.
intake-error-part-missing = The document is not whole: { $part } is missing.
intake-error-part-missing-hint = Open it in a word processor and save it as DOCX again.
intake-error-too-many-parts = The document has { $found } parts; { $limit } is the most.
intake-error-too-many-parts-hint = Copy its text into a new document and import that.
intake-error-bomb = The document unpacks to more than { $limit } MiB, so it was not opened.
intake-error-bomb-hint = Do not open this file unless you know who sent it; ask for the text alone.
intake-error-false-parts = The document was not opened: { $what ->
    [duplicate] two of its parts have one name
    [symlink] one of its parts points to another file
    [name] the name of a part leads out of it
    [overlap] some of its parts overlap
   *[size] a part has another size than it says
}.
intake-error-false-parts-hint = Do not open this file unless you know who sent it; ask for the text alone.
intake-error-encrypted = The document is protected by a password.
intake-error-encrypted-hint = Take the password off in a word processor and import it again.
intake-error-document-type = The document declares a DOCTYPE, which no ordinary DOCX does.
intake-error-document-type-hint = Do not open this file unless you know who sent it; ask for the text alone.
intake-error-xml = The part { $part } is broken at byte { $offset }.
intake-error-xml-hint = Open it in a word processor and save it as DOCX again.
intake-error-unpack = The part { $part } cannot be unpacked.
intake-error-unpack-hint = Open it in a word processor and save it as DOCX again.
intake-error-json = The JSON is broken at line { $line }, column { $column }.
intake-error-json-hint = Use JSON as the show command prints it.
intake-error-not-object = The JSON must be one object, not { $found ->
    [array] an array
    [string] a string
    [number] a number
    [boolean] true or false
   *[other] null
}.
intake-error-not-object-hint = Save each article in a file of its own.
intake-error-field-text = The value of “{ $field }” is of the wrong kind.
intake-error-field-text-hint = Text fields hold text, and tags is an array of text.
intake-error-field-date = “{ $field }” is not a date.
intake-error-field-date-hint = Write dates as YYYY-MM-DD, such as 2025-10-21.
