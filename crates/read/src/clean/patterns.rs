//! Pattern files: line patterns with the lines that they must and must not match.

use regex::{RegexSet, RegexSetBuilder};

/// Longest line that is compared with patterns, in bytes: furniture and captions are short, prose is not.
const LONGEST: usize = 1200;

/// The patterns of a file, in sections such as `[control]`.
pub(crate) struct Patterns {
    sections: Vec<String>,
    /// The section of each pattern of the set, by index into `sections`.
    section_of: Vec<usize>,
    set: RegexSet,
    /// Scraps of which a line must contain one to be compared at all; none means no such need.
    needs: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests check every example"))]
    examples: Vec<Example>,
}

/// A line that a pattern must match, or must not.
#[cfg_attr(not(test), expect(dead_code, reason = "the tests check every example"))]
pub(crate) struct Example {
    /// Index of the pattern that it stands under.
    pub pattern: usize,
    /// The pattern as written.
    pub source: String,
    /// The line.
    pub line: String,
    /// Whether the pattern must match it.
    pub matches: bool,
}

impl Patterns {
    /// Reads a pattern file; a pattern must match the whole line.
    ///
    /// The error names the line that is wrong.
    pub fn parse(text: &str) -> Result<Patterns, String> {
        let (mut sections, mut section_of, mut sources) = (Vec::new(), Vec::new(), Vec::new());
        let (mut examples, mut needs) = (Vec::new(), Vec::new());
        for (number, line) in text.lines().enumerate() {
            let example = line.strip_prefix('\t').map(|rest| rest.split_at_checked(2));
            if line.is_empty() || line.starts_with('#') {
                continue;
            } else if let Some(words) = line.strip_prefix("? ") {
                needs.extend(words.split(' ').map(str::to_owned));
            } else if let Some(split) = example {
                let (sign, rest) = split.unwrap_or(("", ""));
                let pattern = sources.len().checked_sub(1);
                let (Some(pattern), true) = (pattern, matches!(sign, "+ " | "- ")) else {
                    return Err(format!(
                        "line {}: an example is `+ line` or `- line`",
                        number + 1
                    ));
                };
                let source = String::clone(&sources[pattern]);
                let (line, matches) = (rest.to_owned(), sign == "+ ");
                examples.push(Example {
                    pattern,
                    source,
                    line,
                    matches,
                });
            } else if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                sections.push(name.to_owned());
            } else {
                let section = sections.len().checked_sub(1);
                section_of.push(section.ok_or(format!("line {}: no section yet", number + 1))?);
                sources.push(line.to_owned());
            }
        }
        let compiled = sources.iter().map(|source| format!("^(?:{source})$"));
        // The automaton of all patterns together outgrows the default bound.
        let mut builder = RegexSetBuilder::new(compiled);
        let set = builder
            .size_limit(64 << 20)
            .dfa_size_limit(16 << 20)
            .build();
        let set = set.map_err(|error| error.to_string())?;
        Ok(Patterns {
            sections,
            section_of,
            set,
            needs,
            examples,
        })
    }

    /// The section of the first pattern that matches a line.
    pub fn section(&self, line: &str) -> Option<&str> {
        let line = fold(line)?;
        if !self.needs.is_empty() && !self.needs.iter().any(|word| line.contains(word)) {
            return None;
        }
        // Whether any matches is much cheaper to ask than which.
        if !self.set.is_match(&line) {
            return None;
        }
        let pattern = self.set.matches(&line).iter().next()?;
        Some(&self.sections[self.section_of[pattern]])
    }

    /// How many patterns there are.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.set.len()
    }

    /// Whether a given pattern matches a line.
    #[cfg(test)]
    pub fn matches(&self, pattern: usize, line: &str) -> bool {
        fold(line).is_some_and(|line| self.set.matches(&line).matched(pattern))
    }

    /// The examples of the file.
    #[cfg(test)]
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }
}

/// A line as patterns see it: lower case, straight quotes, single spaces, no leading bullet.
fn fold(line: &str) -> Option<String> {
    if line.len() > LONGEST {
        return None;
    }
    let bare = line
        .trim()
        .trim_start_matches(['-', '•', '*', '>', '·', '▪', '►', '▶', '|', '–'])
        .trim();
    // A line of nothing but bullets is a rule between sections.
    let bare = if bare.is_empty() { line.trim() } else { bare };
    let mut folded = String::with_capacity(bare.len());
    for c in bare.chars() {
        match c {
            '!'..='~' => folded.push(c.to_ascii_lowercase()),
            '‘' | '’' => folded.push('\''),
            '“' | '”' => folded.push('"'),
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.extend(c.to_lowercase()),
        }
    }
    Some(folded)
}

/// Holds every pattern of a file, and the file as a whole, to all of its examples.
#[cfg(test)]
#[track_caller]
pub(super) fn check_examples(text: &str, recognised: fn(&str) -> bool) {
    let patterns = Patterns::parse(text).unwrap();
    for example in patterns.examples() {
        let matched = patterns.matches(example.pattern, &example.line);
        assert_eq!(
            matched, example.matches,
            "`{}` on `{}`",
            example.source, example.line
        );
        // A line of an article must be safe from every pattern, not only from its own.
        assert_eq!(
            recognised(&example.line),
            example.matches,
            "the file on `{}`",
            example.line
        );
    }
    let with = |wanted: bool, pattern: usize| {
        patterns
            .examples()
            .iter()
            .any(|e| e.pattern == pattern && e.matches == wanted)
    };
    for pattern in 0..patterns.len() {
        assert!(
            with(true, pattern) && with(false, pattern),
            "pattern {pattern} lacks examples"
        );
    }
}
