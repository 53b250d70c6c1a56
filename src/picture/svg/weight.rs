//! How much a drawing can grow while it is read. Clones, masks, patterns and markers stand for copies of their content,
//! and copies of copies multiply, so a small file can ask for more memory than there is. What the file names is
//! counted beforehand.

use usvg::roxmltree::{Document, Node};

/// The deepest nesting; reading recurses.
const DEEPEST: usize = 60;
/// The most clones.
const MOST_USES: usize = 100;
/// The most references out of content that is itself copied.
const MOST_NESTED: usize = 8;
/// The most elements that all copies may come to.
const MOST_COPIES: usize = 2_000_000;
/// Elements whose content is copied to where they are referred to.
const COPIED: &[&str] = &["clipPath", "mask", "pattern", "marker", "symbol", "filter"];

/// Whether a drawing is nested too deeply or can grow too large.
pub(super) fn is_too_heavy(document: &Document<'_>) -> bool {
    let mut weight = Weight::default();
    let mut open = vec![(document.root_element(), 1, false)];
    while let Some((node, depth, copied)) = open.pop() {
        if depth > DEEPEST {
            return true;
        }
        weight.add(node, copied);
        let copied = copied || COPIED.contains(&node.tag_name().name());
        open.extend(node.children().filter(Node::is_element).map(|child| (child, depth + 1, copied)));
    }
    weight.is_too_heavy()
}

#[derive(Default)]
struct Weight {
    elements: usize,
    copied: usize,
    references: usize,
    nested: usize,
    uses: usize,
    markers: usize,
    vertices: usize,
}

impl Weight {
    fn add(&mut self, node: Node<'_, '_>, copied: bool) {
        self.elements += 1;
        self.copied += usize::from(copied);
        match node.tag_name().name() {
            "use" => {
                self.uses += 1;
                self.nested += usize::from(copied);
            }
            "marker" => self.markers += 1,
            // A style sheet may refer on behalf of any element.
            "style" => self.references += node.text().map_or(0, |text| text.matches("url(").count()) * 1_000,
            _ => {}
        }
        for attribute in node.attributes() {
            let value = attribute.value();
            match attribute.name() {
                // A vertex takes four characters at least.
                "d" | "points" => self.vertices += value.len() / 4,
                // Gradients and colours are not copied.
                "fill" | "stroke" if !value.contains("url(") => {}
                _ => {
                    let references = value.matches("url(").count();
                    self.references += references;
                    self.nested += if copied { references } else { 0 };
                }
            }
        }
    }

    fn is_too_heavy(&self) -> bool {
        let places = if self.markers > 0 { self.references + self.vertices } else { self.references };
        let copies = places.saturating_mul(self.copied).saturating_mul(self.uses + 1);
        let clones = self.uses.saturating_mul(self.elements);
        self.uses > MOST_USES || self.nested > MOST_NESTED || copies.max(clones) > MOST_COPIES
    }
}
