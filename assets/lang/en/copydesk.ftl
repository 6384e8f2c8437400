# The copy desk at work: what may stand, the office's words and rules, and checks of many files.

deed-finding-dismissed = let a finding stand
deed-finding-undismissed = took a dismissal back
deed-word-added = called words right
deed-word-removed = took words back
deed-rule-accepted = accepted a rule

dismiss-done = { $rule } may stand for “{ $words }” ({ $count ->
    [one] { $count } place
   *[other] { $count } places
}).
dismiss-undone = { $rule } is told again for “{ $words }” ({ $count ->
    [one] { $count } place
   *[other] { $count } places
}).
dismiss-stands = { $rule } was let stand for “{ $words }” already.
dismiss-stands-hint = See it with “redaksi check ARTICLE --dismissed”; take it back with “redaksi dismiss ARTICLE RULE --undo”.
dismiss-second-person = An error may be let stand only by a reviewer who wrote nothing in the text, and { $name } is none. Its writers: { $contributors }.
dismiss-second-person-hint = Mend it, or ask a reviewer who did not write in it to look at it.
dismiss-own-error = { $name } wrote part of this text, so another reviewer must decide whether its error may stand. Its writers: { $contributors }.
dismiss-own-error-hint = Mend it, or ask another reviewer to look at it.
not-found-finding = The copy desk does not find { $name } in this text.
not-found-finding-hint = See what it finds with “redaksi check ARTICLE --level suggestion”; name the words as they stand there.
not-found-word = “{ $name }” is not among the office's words.
not-found-word-hint = See them with “redaksi words list”.
not-found-rule = There is no rule “{ $name }”.
not-found-rule-hint = See them with “redaksi rules list”.
invalid-word = “{ $value }” is no single word that a text could have.
invalid-dismissed = In one text no more than { $value } findings can be let stand.

words-added = Right from now on: { $words }
words-removed = Told again from now on: { $words }
words-known = These words were right already.
words-none = The office has no words of its own yet. Add some with “redaksi words add WORD”.
label-word = Word

check-progress = Checking { $done } of { $total } ({ $percent }%)
check-total = Texts: { $count } · errors: { $errors } · warnings: { $warnings }
check-stands = stands; { $name }: { $reason }

# The office's own rules. Both languages stand in the rule; each takes its own.
finding-own = { $id ->
   *[other] { $en }
}
finding-own-why = { $why }
own-fault = rules.toml, line { $line }: { $why } The rules hold that it had before.
own-fault-large = the file is too large.
own-fault-form = { $reason }.
own-fault-id = “{ $rule }” is no id: small letters, figures and “-”, a letter first.
own-fault-twice = there are two rules “{ $rule }”.
own-fault-message = rule “{ $rule }” needs a short message in both languages.
own-fault-examples = rule “{ $rule }” needs a wrong and a right example.
own-fault-keys = rule “{ $rule }” lacks a key that its kind needs, or has one of another kind.
own-fault-phrase = rule “{ $rule }” has words that cannot be looked for, or replaces words by themselves.
own-fault-pattern = the pattern of rule “{ $rule }” cannot be read: { $reason }.
own-rules-bad = { $place } cannot be used: { $why }
own-rules-bad-hint = Mend that line and run “redaksi rules test”.
own-broken-missed = finds nothing in a wrong example:
own-broken-alarm = finds something in a right example:
invalid-examples = Rule “{ $value }” does not do what its examples say.
invalid-examples-hint = See which with “redaksi rules test”.
rules-progress = Reading { $done } of { $total } ({ $percent }%)
rules-tried = { $rule }: { $hits } hits in { $with } of { $texts } texts; { $percent }% were let stand ({ $stood })
rules-accepted = “{ $rule }” holds from now on as its file says, until it is changed.
rules-untried = a suggestion until it is tried and accepted
rules-none-untried = No rule waits to be tried.
rules-sound = All examples of { $count } rules are sound
label-rule = Rule
label-level = Level
label-about = What it is about
