# What goes wrong at WordPress sites, each with a way out, and the steps of their check.

trouble-no-name = The address { $host } was not found.
trouble-no-name-hint = Check the network and the spelling of the address; it is tried again by itself.
trouble-no-server = { $host } takes no connection.
trouble-no-server-hint = Its server is down or the address is wrong; it is tried again by itself.
trouble-reset = The connection to { $host } was torn.
trouble-reset-hint = What is there is looked at first; then it is tried again by itself.
trouble-cut = The answer of { $host } was cut off.
trouble-cut-hint = What is there is looked at first; then it is tried again by itself.
trouble-too-large-answer = The answer of { $host } is too large.
trouble-too-large-answer-hint = WordPress does not answer so: check the address with “redaksi destination test”.
trouble-not-http = What answers at { $host } is no web server.
trouble-not-http-hint = Check the address and its port with “redaksi destination test”.
trouble-proxy = The office's proxy does not pass it on to { $host }.
trouble-proxy-hint = Check proxy in redaksi.toml, and ask whoever runs the network.
trouble-elsewhere = The address asked for is not of { $host }: nothing was sent.
trouble-elsewhere-hint = Check the destination with “redaksi destination test”.
trouble-address-form = The destination's address is no web address.
trouble-address-form-hint = Write the whole address, such as https://situs.go.id/.
trouble-address-user = The destination's address holds a name or a password.
trouble-address-user-hint = Write it without them; the account's name is the setting account.
trouble-address-plain = The destination's address does not begin with https.
trouble-address-plain-hint = Passwords go over secure connections alone: ask for a certificate on the site.
trouble-address-number = The destination's address is a number and not a name.
trouble-address-number-hint = Write the name of the site.
trouble-address-own = The destination's address is this very machine.
trouble-address-own-hint = For trials alone: allow_insecure_loopback in redaksi.toml.
trouble-bad-proxy = The address of the proxy for { $host } cannot be used.
trouble-bad-proxy-hint = Check proxy in redaksi.toml, such as http://proxy.office.id:3128.
trouble-bad-ca-file = The file of certificates for { $host } cannot be read or holds none.
trouble-bad-ca-file-hint = Check ca_file in redaksi.toml: a PEM file.
trouble-bad-secret = The secret for { $host } holds signs that cannot be sent.
trouble-bad-secret-hint = Give it again with “redaksi destination change NAME --secret-file FILE”.
trouble-tls-untrusted = The connection to { $host } cannot be trusted: nobody known vouches for its certificate.
trouble-tls-untrusted-hint = A proxy may be listening in between. If it is the office's, name its certificate as ca_file in redaksi.toml; if not, go no further.
trouble-tls-name = The certificate shown is not for { $host }.
trouble-tls-name-hint = Check the address; or this network leads connections elsewhere and wants a login.
trouble-tls-expired = The certificate of { $host } has expired.
trouble-tls-expired-hint = Ask for a new one on the site, and check this machine's clock.
trouble-tls-not-yet = The certificate of { $host } is not valid yet.
trouble-tls-not-yet-hint = Check this machine's clock.
trouble-tls-version = { $host } speaks TLS that is too old.
trouble-tls-version-hint = Ask for TLS 1.2 or 1.3 on the site.
trouble-tls-other = The secure connection to { $host } failed.
trouble-tls-other-hint = Check the destination with “redaksi destination test”.
trouble-redirect = { $host } sends on to { $to }; no password went there.
trouble-redirect-hint = If { $to } is the site, change the destination's address; if not, this network may want a login.
trouble-site-password = { $host } is behind a password of its web server, outside WordPress.
trouble-site-password-hint = Ask for it to be opened for /wp-json/.
trouble-firewall = A firewall before { $host } refuses it.
trouble-firewall-hint = Ask for redaksi to be let through; its words are in “redaksi outbox show”.
trouble-no-api = At this address { $host } does not answer as WordPress.
trouble-no-api-hint = Check the destination with “redaksi destination test”.
trouble-not-known = { $host } does not know this account.
trouble-not-known-hint = “redaksi destination test” finds out whether the application password is wrong or the server drops it.
trouble-wrong-password = { $host } does not know this account or this application password.
trouble-wrong-password-hint = Make a new application password in the account's profile, then “redaksi destination change NAME --secret-file FILE”.
trouble-header-dropped = The password is right, but the web server of { $host } drops the Authorization header.
trouble-header-dropped-hint = Ask for “CGIPassAuth On” in Apache, or in .htaccess: RewriteRule .* - [E=HTTP_AUTHORIZATION:%{"{"}HTTP:Authorization{"}"}]
trouble-passwords-off = { $host } offers no application passwords.
trouble-passwords-off-hint = The site has no HTTPS, or a security plugin turned them off; turn them on there.
trouble-not-allowed = This account may not do that at { $host }.
trouble-not-allowed-hint = Give it the role of an author or an editor in WordPress.
trouble-role-too-low = The account's role ({ $role }) may write no posts.
trouble-role-too-low-hint = Give it the role of an author or an editor in WordPress.
trouble-only-pending = The account's role ({ $role }) may not publish: texts will wait for the site's editors.
trouble-only-pending-hint = Leave it so, or give it the role of an author in WordPress.
trouble-rejected = { $host } refuses this.
trouble-rejected-hint = Its words are in “redaksi outbox show”.
trouble-too-large = This is too large for { $host }.
trouble-too-large-hint = Shorten the text, or ask for a larger limit on the site.
trouble-wrong-file = { $host } does not take this kind of file.
trouble-wrong-file-hint = Use a JPEG or PNG file.
trouble-server-error = The server of { $host } is in trouble.
trouble-server-error-hint = What is there is looked at first; then it is tried again by itself.
trouble-notice = { $host } writes PHP warnings into its answers.
trouble-notice-hint = Ask for display_errors to be turned off; it is looked at again by itself.
trouble-late = An earlier answer was lost; { $host } may still be at work.
trouble-late-hint = It is tried again by itself in a few minutes, so that nothing is published twice.
trouble-other-account = This text is at { $host } already, under another account.
trouble-other-account-hint = Use the account of that time, or give this one the role of an editor.
trouble-gone-there = This text is no longer at { $host }: it was deleted there.
trouble-gone-there-hint = Decide with “redaksi outbox resolve”.
trouble-not-ours-there = At { $host } this text's number belongs to another post now.
trouble-not-ours-there-hint = Nothing was changed there. Look at the site, then decide with “redaksi outbox resolve”.
trouble-trashed-there = This text was put into the bin at { $host }.
trouble-trashed-there-hint = Decide with “redaksi outbox resolve”: bring it back or leave it.
trouble-edited-there = Somebody has edited this text at { $host }.
trouble-edited-there-hint = Compare with “redaksi outbox show”, then decide with “redaksi outbox resolve”.
trouble-overwrote = Ours went over an edit that somebody had just saved at { $host }.
trouble-overwrote-hint = Their words are kept: see “redaksi outbox show”, then decide with “redaksi outbox resolve”.
trouble-changed-by-site = { $host } changed what was sent: { $fields }.
trouble-changed-by-site-hint = Compare with “redaksi outbox show”; a plugin may edit texts.
trouble-two-public = This text is public twice at { $host }.
trouble-two-public-hint = Delete one of them on the site; redaksi deletes nothing that readers see.
trouble-section-missing = The section “{ $section }” is not at { $host }, and this account may make none.
trouble-section-missing-hint = Ask the site's editors to make it, or map it with “redaksi destination change”.
trouble-sections-missing = { $host } has no place for sections of this desk: { $sections }. This account may make none there.
trouble-sections-missing-hint = Ask the site's editors to make them, or: redaksi destination change { $destination } --set section-{ $slug }=ID
trouble-sections-gone = Sections are mapped to numbers that are not at { $host }: { $sections }.
trouble-sections-gone-hint = Look up the numbers at the site, then: redaksi destination change { $destination } --set section-{ $slug }=ID
trouble-section-dropped = { $host } dropped the section of this text.
trouble-section-dropped-hint = It is mapped to a number that is gone: run “redaksi destination test”.
trouble-scheduled-there = { $host } holds this text for the future.
trouble-scheduled-there-hint = The site's clock and this machine's differ; it is tried again by itself.
trouble-clock-skew = The clocks of this machine and of { $host } differ by { $minutes } minutes.
trouble-clock-skew-hint = Set this machine's clock from the network; if it is right, tell whoever runs the site.
trouble-still-there = This text is not gone from { $host } yet.
trouble-still-there-hint = It is tried again by itself.
trouble-back-there = A withdrawn text is public again at { $host }.
trouble-back-there-hint = Find out who brought it back, then withdraw it again with “redaksi outbox resolve”.
trouble-disguised = The name { $host } holds disguised letters (xn--).
trouble-disguised-hint = Make sure that this is the office's site.
trouble-zone-differs = The site's zone ({ $site }) is not the office's ({ $office }).
trouble-zone-differs-hint = Times stay right; what the site shows follows its zone.
trouble-left-behind = The trial text could not be deleted from { $host }.
trouble-left-behind-hint = Delete the draft called “Uji redaksi” there.
trouble-search-blind = The search at { $host } finds no drafts.
trouble-search-blind-hint = A plugin has taken the search over; texts are still known by their address.
trouble-proxy-ignored = The environment names a proxy ({ $names }); redaksi goes without it.
trouble-proxy-ignored-hint = If there is no way out without it: proxy = "http://HOST:PORT" under [destination.{ $destination }] in redaksi.toml.
trouble-authorities-ignored = The environment names certificates to trust ({ $names }); redaksi trusts those of this machine alone.
trouble-authorities-ignored-hint = If the office wants others too: ca_file = "FILE" under [destination.{ $destination }] in redaksi.toml.

step-address = Address: { $host }
step-environment = Environment variables that are not used: { $names }
step-reached = { $way ->
    [plain] Connection within this machine, which is not encrypted
   *[secure] Secure connection to the site
}{ $named ->
    [yes] ; server: { $server }
   *[no] {""}
}
step-clock = Difference of clocks: { $seconds } s
step-api = REST API of WordPress: { $name }
step-passwords = Application passwords are offered
step-account = Account: { $account } ({ $name })
step-role = Role: { $role }
step-zone = Zone of the site: { $site }
step-sections = Sections at the site: { $count }
step-trip = A trial text goes there and back unchanged
step-cost = Done in { $ms } ms; { $sent } B sent, { $received } B received
