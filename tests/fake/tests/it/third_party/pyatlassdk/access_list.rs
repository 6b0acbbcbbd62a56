//! What is right for the access list.

use serde_json::{Value, json};

use super::right::{Right, done_without_body, gives, refused, refused_somehow};

const LIST: &str = "listGroupAccessListEntries";
const CREATE: &str = "createGroupAccessListEntry";
const GET: &str = "getGroupAccessListEntry";
const STATUS: &str = "getGroupAccessListStatus";
const DELETE: &str = "deleteGroupAccessListEntry";
const NOT_FOUND: &str = "ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND";
const NO_ADDRESS: &str = "INVALID_IP_ADDRESS_OR_CIDR_NOTATION";

/// The blocks of the whole list, in the order in which they came.
const BLOCKS: [&str; 5] = ["192.0.2.1/32", "198.51.100.0/24", "2001:db8::1/128", "192.0.2.2/32", "192.0.2.3/32"];

fn blocks(blocks: &[&str]) -> Value {
    blocks.iter().map(|block| json!({ "cidrBlock": block })).collect()
}

fn page(listed: &[&str], count: usize) -> Value {
    json!({ "results": blocks(listed), "totalCount": count })
}

pub(super) fn table() -> Vec<Right> {
    let office = json!({ "cidrBlock": "192.0.2.1/32", "comment": "office", "ipAddress": "192.0.2.1" });
    let same = json!({ "cidrBlock": "192.0.2.1/32", "comment": "the same office", "ipAddress": "192.0.2.1" });
    let block = json!({ "cidrBlock": "198.51.100.0/24", "ipAddress": null });
    let mut missing = refused("get none", GET, 404, NOT_FOUND);
    missing.outcome["payload"]["parameters"] = json!(["203.0.113.1", "5f1a2b3c4d5e6f7a8b9c0d1e"]);
    let mut invalid = refused("create no address", CREATE, 400, NO_ADDRESS);
    invalid.outcome["payload"]["parameters"] = json!(["192.0.2.256"]);
    vec![
        gives("list none", LIST, 200, page(&[], 0)),
        gives("create an address", CREATE, 201, json!({ "results": [office], "totalCount": 1 })),
        gives("create a block and an address", CREATE, 201, page(&BLOCKS[..3], 3)),
        gives("create a page of one", CREATE, 201, page(&BLOCKS[1..2], 4)),
        gives("create again", CREATE, 201, page(&BLOCKS[..4], 4)),
        gives("create for an hour", CREATE, 201, page(&BLOCKS, 5)),
        refused_somehow("create for the past", CREATE, 400),
        refused_somehow("create nothing", CREATE, 400),
        invalid,
        refused("create no block", CREATE, 400, NO_ADDRESS),
        refused("create no list", CREATE, 400, "INVALID_JSON"),
        gives("get an address", GET, 200, same),
        gives("get a block", GET, 200, block),
        missing,
        gives("status", STATUS, 200, json!({ "STATUS": "ACTIVE" })),
        refused("status of none", STATUS, 404, NOT_FOUND),
        gives("list", LIST, 200, page(&BLOCKS, 5)),
        gives("list page 2", LIST, 200, page(&BLOCKS[3..], 5)),
        gives("list without count", LIST, 200, json!({ "results": blocks(&BLOCKS), "totalCount": null })),
        done_without_body("delete", DELETE, 204),
        refused("delete again", DELETE, 404, NOT_FOUND),
    ]
}
