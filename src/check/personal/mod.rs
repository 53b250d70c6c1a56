//! Personal information: what may not be shown, what must be declared, what must be masked (个人信息保护法 arts 6, 25, 28).

mod attachment_metadata;
mod attachment_unread;
mod bank_card;
mod birth_date;
mod cannot_mask;
mod complainant_named;
mod health_beside_name;
mod home_address;
mod id_number;
mod list_without_end;
mod lists;
mod minor_named;
mod name_not_masked;
mod people_in_photo;
mod phone_number;
mod photo_place;
mod same_masked_name;
mod sight;
mod thin_id_mask;
mod thin_phone_mask;
mod undeclared_column;
mod undeclared_list;

pub(super) use lists::{List, lists};
pub(super) use sight::{Sight, sights};

use super::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &id_number::RULE,
    &thin_id_mask::RULE,
    &thin_phone_mask::RULE,
    &phone_number::RULE,
    &bank_card::RULE,
    &home_address::RULE,
    &birth_date::RULE,
    &cannot_mask::RULE,
    &attachment_metadata::AUTHOR,
    &attachment_metadata::HIDDEN,
    &attachment_unread::RULE,
    &photo_place::RULE,
    &people_in_photo::RULE,
    &health_beside_name::RULE,
    &minor_named::RULE,
    &undeclared_column::RULE,
    &undeclared_list::RULE,
    &name_not_masked::RULE,
    &same_masked_name::RULE,
    &complainant_named::RULE,
    &list_without_end::RULE,
];
