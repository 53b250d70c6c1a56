//! Reading a format's code: sections between `;`, each a row of tokens.

/// A section of a format.
#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    /// Which numbers it is for, where it says so: `[>=10000]`.
    pub(super) condition: Option<Condition>,
    /// Whether figures are Chinese ones, 〇 to 九: `[DBNum1]`.
    pub(super) chinese: bool,
    /// What it shows, from the left.
    pub(super) tokens: Vec<Token>,
}

impl Section {
    /// Whether it shows a date or a time.
    pub(super) fn is_date(&self) -> bool {
        self.tokens
            .iter()
            .any(|token| matches!(token, Token::Date(..) | Token::Elapsed(..) | Token::LongDate))
    }
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// Words as they are.
    Literal(String),
    /// The place of a digit: `0`, `#` or `?`.
    Digit(char),
    /// The decimal point.
    Point,
    /// A comma between or after digits.
    Comma,
    /// A percent sign.
    Percent,
    /// The exponent, with its least number of digits.
    Exponent(usize),
    /// The number as a cell without a format shows it, and a text as it is.
    General,
    /// A part of a date: a letter of `ymdhsa` and how often it stands; `n` for minutes.
    Date(char, usize),
    /// Hours, minutes or seconds that count on beyond a day: `[h]`.
    Elapsed(char, usize),
    /// Fractions of seconds, by their number of digits.
    Fraction(usize),
    /// The word for the first and for the second half of the day.
    HalfDay(&'static str, &'static str),
    /// The system's long date.
    LongDate,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Condition {
    operator: Operator,
    bound: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Operator {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
}

impl Condition {
    /// Whether a number meets it.
    pub(super) fn holds(self, value: f64) -> bool {
        match self.operator {
            Operator::Less => value < self.bound,
            Operator::AtMost => value <= self.bound,
            Operator::Equal => value == self.bound,
            Operator::Unequal => value != self.bound,
            Operator::AtLeast => value >= self.bound,
            Operator::More => value > self.bound,
        }
    }
}

/// The sections of a code; none where it holds what this module cannot follow.
pub(super) fn sections(code: &str) -> Option<Vec<Section>> {
    let mut sections = vec![Section::default()];
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        if first == ';' {
            sections.push(Section::default());
            rest = rest.get(1..)?;
        } else {
            rest = token(rest, sections.last_mut()?)?;
        }
    }
    sections.iter_mut().for_each(settle);
    sections.iter().all(is_followed).then_some(sections)
}

/// Reads one token from the front of `rest` and gives back what follows it.
fn token<'a>(rest: &'a str, section: &mut Section) -> Option<&'a str> {
    let words = [
        ("General", Token::General),
        ("G/通用格式", Token::General),
        ("通用格式", Token::General),
        ("AM/PM", Token::HalfDay("AM", "PM")),
        ("A/P", Token::HalfDay("A", "P")),
        ("上午/下午", Token::HalfDay("上午", "下午")),
    ];
    for (word, token) in words {
        if let Some((front, after)) = rest.split_at_checked(word.len())
            && front.eq_ignore_ascii_case(word)
        {
            section.tokens.push(token);
            return Some(after);
        }
    }
    let mut characters = rest.chars();
    let first = characters.next()?;
    let after = characters.as_str();
    match first {
        '"' => {
            let (words, after) = after.split_once('"')?;
            section.tokens.push(Token::Literal(words.to_owned()));
            return Some(after);
        }
        '[' => {
            let (inside, after) = after.split_once(']')?;
            bracket(inside, section)?;
            return Some(after);
        }
        '\\' | '!' => {
            section.tokens.push(Token::Literal(characters.next()?.to_string()));
            return Some(characters.as_str());
        }
        // The width of the next character as a blank, and a character that fills the cell: nothing to read.
        '_' | '*' => {
            characters.next()?;
            return Some(characters.as_str());
        }
        'E' | 'e' if after.starts_with(['+', '-']) => {
            let digits = after.get(1..)?;
            let rest = digits.trim_start_matches(['0', '#', '?']);
            section.tokens.push(Token::Exponent(digits.len() - rest.len()));
            return Some(rest);
        }
        _ => {}
    }
    let letter = first.to_ascii_lowercase();
    if "ymdhsae".contains(letter) {
        let count = rest.chars().take_while(|next| next.to_ascii_lowercase() == letter).count();
        section.tokens.push(if letter == 'e' { Token::Date('y', 4) } else { Token::Date(letter, count) });
        return rest.get(count..);
    }
    section.tokens.push(match first {
        '0' | '#' | '?' => Token::Digit(first),
        '.' => Token::Point,
        ',' => Token::Comma,
        '%' => Token::Percent,
        '@' => Token::General,
        other => Token::Literal(other.to_string()),
    });
    Some(after)
}

/// What stands in brackets: a colour, a language, a currency, a condition, a count of hours, Chinese figures.
fn bracket(inside: &str, section: &mut Section) -> Option<()> {
    let lower = inside.to_ascii_lowercase();
    if let Some(count) = ["h", "m", "s"].iter().find_map(|letter| {
        let rest = lower.trim_start_matches(letter);
        (rest.is_empty() && !lower.is_empty()).then_some(lower.len())
    }) {
        let letter = lower.chars().next()?;
        section.tokens.push(Token::Elapsed(if letter == 'm' { 'n' } else { letter }, count));
    } else if let Some(currency) = inside.strip_prefix('$') {
        let (symbol, language) = currency.split_once('-').unwrap_or((currency, ""));
        if language.eq_ignore_ascii_case("F800") {
            section.tokens.push(Token::LongDate);
        } else if !symbol.is_empty() {
            section.tokens.push(Token::Literal(symbol.to_owned()));
        }
    } else if lower == "dbnum1" {
        section.chinese = true;
    } else if lower.starts_with("dbnum") {
        return None;
    } else if inside.starts_with(['<', '>', '=']) {
        section.condition = Some(condition(inside)?);
    }
    Some(())
}

fn condition(text: &str) -> Option<Condition> {
    let operators = [
        ("<=", Operator::AtMost),
        (">=", Operator::AtLeast),
        ("<>", Operator::Unequal),
        ("<", Operator::Less),
        (">", Operator::More),
        ("=", Operator::Equal),
    ];
    let (operator, bound) =
        operators.iter().find_map(|(sign, operator)| Some((*operator, text.strip_prefix(sign)?)))?;
    Some(Condition { operator, bound: bound.trim().parse().ok()? })
}

/// Tells minutes from months, keeps of the system's long date only that, and reads fractions of seconds.
fn settle(section: &mut Section) {
    if !section.is_date() {
        return;
    }
    if section.tokens.contains(&Token::LongDate) {
        section.tokens = vec![Token::LongDate];
        return;
    }
    let letters: Vec<(usize, char)> = section
        .tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| match token {
            Token::Date(letter, _) | Token::Elapsed(letter, _) => Some((at, *letter)),
            _ => None,
        })
        .collect();
    for (order, (at, letter)) in letters.iter().enumerate() {
        let after_hours = order.checked_sub(1).and_then(|at| letters.get(at)).is_some_and(|(_, l)| *l == 'h');
        let before_seconds = letters.get(order + 1).is_some_and(|(_, letter)| *letter == 's');
        if *letter == 'm'
            && (after_hours || before_seconds)
            && let Some(Token::Date(letter, _)) = section.tokens.get_mut(*at)
        {
            *letter = 'n';
        }
    }
    read_fractions(&mut section.tokens);
}

/// Turns the point and the zeros behind seconds into a fraction, and digits elsewhere into words.
fn read_fractions(tokens: &mut Vec<Token>) {
    let mut settled: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens.drain(..) {
        match (settled.last_mut(), token) {
            (Some(Token::Date('s', _) | Token::Elapsed('s', _)), Token::Point) => {
                settled.push(Token::Fraction(0));
            }
            (Some(Token::Fraction(digits)), Token::Digit(_)) => *digits += 1,
            (_, Token::Digit(digit)) => settled.push(Token::Literal(digit.to_string())),
            (_, Token::Point) => settled.push(Token::Literal(".".to_owned())),
            (_, Token::Comma) => settled.push(Token::Literal(",".to_owned())),
            (_, token) => settled.push(token),
        }
    }
    *tokens = settled;
}

/// Whether every token of the section is one that can be followed: no fraction of numbers, no Chinese figures outside
/// dates.
fn is_followed(section: &Section) -> bool {
    let slash = section.tokens.contains(&Token::Literal("/".to_owned()));
    let digits = section.tokens.iter().any(|token| matches!(token, Token::Digit(_)));
    section.is_date() || !(slash && digits || section.chinese)
}
