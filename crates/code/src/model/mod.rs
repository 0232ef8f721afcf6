//! The model: a small encoder that reads the acts of a window of sentences, over what the rules have found.
//!
//! A window becomes word pieces with features (`features`), the encoder gives each piece its projections
//! (`encoder`), a second graph looks again at each act found, small networks give roles, status and measure
//! (`heads`), and
//! `decode` makes acts of them that obey the codebook (`acts` puts them in the place of the rules' own).

mod acts;
mod decode;
mod encoder;
mod features;
mod files;
mod heads;
mod influence;
mod input;
mod manifest;
mod network;
mod reader;
mod relation;
mod window;
mod words;

pub use crate::parties::MentionKind;
pub use decode::Probabilities;
pub use files::{ModelError, ModelFiles};
pub use influence::Influence;
pub(crate) use input::input;
pub use input::{InputAct, InputHit, InputMention, InputSentence, ModelInput};
pub use manifest::{Calibration, Manifest};
pub use reader::Model;
pub use relation::{Relation, Span};
pub(crate) use window::{Window, whole, windows};
