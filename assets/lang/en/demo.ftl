# Words: demo.

demo-made = { $office }: a sample office with { $count } texts. Everything in it is invented.
demo-import = 1. A release comes in. Nur takes it in; what is no part of the text is left out.
demo-check = 2. The copy desk reads it: a day that does not fit its date is an error.
demo-held = 3. A text with an error does not reach the reviewers.
demo-edit = 4. Nur puts the right day in, and looks at what changed.
demo-submit = 5. Now it goes to the reviewers.
demo-own = 6. Nur may review, but not what Nur wrote.
demo-approve = 7. Ratna has read revision 2 and approves just that one.
demo-export = 8. What is approved goes out, and nothing else.
demo-verify = 9. Every step is a signed record; anybody can check them all.
demo-done = ✓ The site is written. Open it in a browser:
demo-next = Go on with this desk:
demo-left = The sample desk stays in { $place }; that folder may be deleted.
