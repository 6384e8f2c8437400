//! Which terminals are known to draw a wave under words (SGR 4:3). Others take the colon for
//! something else: they get a plain line.

/// The first version of the library behind many terminals that knows it.
const VTE: u32 = 5_102;

/// From the environment: nothing that a terminal would have to answer.
pub(super) fn is_known(env: impl Fn(&str) -> Option<String>) -> bool {
    let term = env("TERM").unwrap_or_default();
    let is_set = |name| env(name).is_some_and(|value| !value.is_empty());
    // What lies between passes it on or not, and tells nothing of the terminal behind it.
    let between = ["screen", "tmux"].iter().any(|name| term.starts_with(name));
    if between || is_set("TMUX") || is_set("STY") {
        return false;
    }
    let known = ["kitty", "ghostty", "wezterm", "foot", "contour", "rio", "mintty"];
    let program = env("TERM_PROGRAM").unwrap_or_default().to_lowercase();
    let vte = env("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
    known.iter().any(|name| term.contains(name) || program == *name)
        || program == "iterm.app"
        || vte.is_some_and(|version| version >= VTE)
        || is_set("WT_SESSION")
        || is_set("KITTY_WINDOW_ID")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_gets_a_wave() {
        #[track_caller]
        fn check(env: &[(&str, &str)], want: bool) {
            let value = |name: &str| {
                let found = env.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(is_known(value), want, "{env:?}");
        }
        check(&[], false);
        check(&[("TERM", "xterm-256color")], false);
        check(&[("TERM", "linux")], false);
        check(&[("TERM", "xterm-kitty")], true);
        check(&[("TERM", "xterm-ghostty")], true);
        check(&[("TERM", "foot")], true);
        check(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")], true);
        check(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")], true);
        check(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")], false);
        check(&[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")], true);
        check(&[("TERM", "xterm-256color"), ("VTE_VERSION", "5002")], false);
        check(&[("TERM", "xterm-256color"), ("VTE_VERSION", "neu")], false);
        check(&[("WT_SESSION", "0a-1b")], true);
        // A terminal's variables are still there inside of what runs in it.
        check(&[("TERM", "tmux-256color"), ("VTE_VERSION", "7600")], false);
        check(&[("TERM", "screen.xterm-256color"), ("WT_SESSION", "0a")], false);
        check(&[("TERM", "xterm-kitty"), ("TMUX", "/tmp/tmux-1/x,1,0")], false);
    }
}
