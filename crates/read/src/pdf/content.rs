//! The drawing of a page: its strings, each with where it stands.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

use super::font::{Font, number};

/// A string on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    /// Where it begins and ends, and its base line, in points.
    pub left: f32,
    pub right: f32,
    pub base: f32,
    /// The height of its letters.
    pub size: f32,
}

/// A transformation: `[a b c d e f]` of the PDF specification.
type Matrix = [f32; 6];

const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(m: Matrix, n: Matrix) -> Matrix {
    [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]
}

/// What the drawing's operators have set.
#[derive(Clone, Copy)]
struct State {
    page: Matrix,
    size: f32,
    leading: f32,
    letter_space: f32,
    word_space: f32,
    scale: f32,
}

struct Pen<'a> {
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    fonts: BTreeMap<Vec<u8>, Font<'a>>,
    font: Vec<u8>,
    pieces: Vec<Piece>,
}

/// The strings of a page's drawing, in the order in which they are drawn.
pub(super) fn pieces(
    drawing: &[u8],
    fonts: BTreeMap<Vec<u8>, &Dictionary>,
    document: &Document,
) -> Vec<Piece> {
    let Ok(content) = Content::decode(drawing) else {
        return Vec::new();
    };
    let state = State {
        page: SAME,
        size: 1.0,
        leading: 0.0,
        letter_space: 0.0,
        word_space: 0.0,
        scale: 1.0,
    };
    let mut pen = Pen {
        state,
        saved: Vec::new(),
        text: SAME,
        line: SAME,
        fonts: fonts
            .into_iter()
            .map(|(name, font)| (name, Font::new(font, document)))
            .collect(),
        font: Vec::new(),
        pieces: Vec::new(),
    };
    for operation in &content.operations {
        pen.take(&operation.operator, &operation.operands);
    }
    pen.pieces
}

impl Pen<'_> {
    fn take(&mut self, operator: &str, operands: &[Object]) {
        /// Drawings that save their state deeper than this are not honest.
        const MOST_SAVED: usize = 256;
        let at = |i: usize| operands.get(i).map_or(0.0, number);
        let matrix = || [at(0), at(1), at(2), at(3), at(4), at(5)];
        match operator {
            "q" if self.saved.len() < MOST_SAVED => self.saved.push(self.state),
            "Q" => self.state = self.saved.pop().unwrap_or(self.state),
            "cm" => self.state.page = times(matrix(), self.state.page),
            "BT" => (self.text, self.line) = (SAME, SAME),
            "Tf" => {
                self.font = operands
                    .first()
                    .and_then(|name| name.as_name().ok())
                    .unwrap_or_default()
                    .to_vec();
                self.state.size = at(1);
            }
            "TL" => self.state.leading = at(0),
            "Tc" => self.state.letter_space = at(0),
            "Tw" => self.state.word_space = at(0),
            "Tz" => self.state.scale = at(0) / 100.0,
            "Tm" => (self.text, self.line) = (matrix(), matrix()),
            "Td" => self.newline(at(0), at(1)),
            "TD" => {
                self.state.leading = -at(1);
                self.newline(at(0), at(1));
            }
            "T*" => self.newline(0.0, -self.state.leading),
            "Tj" => self.show(operands.first()),
            "'" => {
                self.newline(0.0, -self.state.leading);
                self.show(operands.first());
            }
            "\"" => {
                (self.state.word_space, self.state.letter_space) = (at(0), at(1));
                self.newline(0.0, -self.state.leading);
                self.show(operands.get(2));
            }
            "TJ" => {
                let parts = operands.first().and_then(|list| list.as_array().ok());
                for part in parts.into_iter().flatten() {
                    match part {
                        Object::String(..) => self.show(Some(part)),
                        shift => self.advance(-number(shift) / 1000.0 * self.state.size),
                    }
                }
            }
            _ => {}
        }
    }

    fn newline(&mut self, x: f32, y: f32) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn advance(&mut self, x: f32) {
        self.text = times([1.0, 0.0, 0.0, 1.0, x * self.state.scale, 0.0], self.text);
    }

    fn show(&mut self, string: Option<&Object>) {
        let Some(bytes) = string.and_then(|string| string.as_str().ok()) else {
            return;
        };
        let Some(font) = self.fonts.get(&self.font) else {
            return;
        };
        let (text, (width, codes, spaces)) = (font.text(bytes), font.width(bytes));
        let start = times(self.text, self.state.page);
        let State {
            size,
            letter_space,
            word_space,
            ..
        } = self.state;
        self.advance(width * size + letter_space * codes as f32 + word_space * spaces as f32);
        let end = times(self.text, self.state.page);
        let size = size.abs() * (start[2].powi(2) + start[3].powi(2)).sqrt();
        // Turned text is a watermark or an axis.
        let upright = start[1].abs() <= start[0].abs() * 0.1;
        if upright
            && !text.is_empty()
            && size.is_finite()
            && start[4].is_finite()
            && start[5].is_finite()
        {
            self.pieces.push(Piece {
                text,
                left: start[4],
                right: end[4],
                base: start[5],
                size,
            });
        }
    }
}
