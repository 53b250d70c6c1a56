//! Units (departments and villages) and roles.

use super::Id;
use crate::source::Spanned;
use crate::terms::{Permission, UnitKind};

/// A unit: a department, a dispatched office, an institution or a village.
#[derive(Debug, Clone)]
pub struct Unit {
    /// The id, ASCII: `mzb`.
    pub id: Spanned<Id>,
    /// The full name: 青楠镇民政办公室.
    pub name: String,
    /// The short name: 民政办.
    pub short: String,
    /// What it is.
    pub kind: UnitKind,
    /// The post that answers for its disclosure: 民政办主任.
    pub responsible: Option<String>,
    /// The post that writes its entries.
    pub clerk: Option<String>,
    /// The phone people may call.
    pub phone: Option<String>,
    /// Where it sits: 便民服务大厅2号窗口.
    pub place: Option<String>,
    /// When it is open.
    pub hours: Option<String>,
    /// What it is in charge of, in a sentence (谁管什么).
    pub duties: Option<String>,
    /// Whether it coordinates disclosure.
    pub coordinator: bool,
    /// The figures of a village.
    pub village: Option<VillageFacts>,
}

/// The figures of a village.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VillageFacts {
    /// Villager groups.
    pub groups: u32,
    /// Households.
    pub households: u32,
    /// People.
    pub people: u32,
}

/// A post and what it may do.
#[derive(Debug, Clone)]
pub struct Role {
    /// The id: `town-head`.
    pub id: Spanned<Id>,
    /// The post: 镇长.
    pub title: String,
    /// What it may do.
    pub may: Vec<Permission>,
    /// The public key of minisign by which its steps are verified.
    pub key: Option<String>,
}
