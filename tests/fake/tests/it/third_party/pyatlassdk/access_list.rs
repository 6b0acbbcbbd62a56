//! Expected outcomes for the IP access list.

use serde_json::{Value, json};

use super::expectation::{Expectation, refused, refused_with_any_code, returns, succeeds_without_body};

const LIST: &str = "listGroupAccessListEntries";
const CREATE: &str = "createGroupAccessListEntry";
const GET: &str = "getGroupAccessListEntry";
const STATUS: &str = "getGroupAccessListStatus";
const DELETE: &str = "deleteGroupAccessListEntry";
const NOT_FOUND: &str = "ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND";
const INVALID_ADDRESS: &str = "INVALID_IP_ADDRESS_OR_CIDR_NOTATION";

/// The CIDR blocks of the complete list, in order of creation.
const BLOCKS: [&str; 5] = ["192.0.2.1/32", "198.51.100.0/24", "2001:db8::1/128", "192.0.2.2/32", "192.0.2.3/32"];

fn blocks(blocks: &[&str]) -> Value {
    blocks.iter().map(|block| json!({ "cidrBlock": block })).collect()
}

fn page(listed: &[&str], count: usize) -> Value {
    json!({ "results": blocks(listed), "totalCount": count })
}

pub(super) fn table() -> Vec<Expectation> {
    let office = json!({ "cidrBlock": "192.0.2.1/32", "comment": "office", "ipAddress": "192.0.2.1" });
    let same = json!({ "cidrBlock": "192.0.2.1/32", "comment": "the same office", "ipAddress": "192.0.2.1" });
    let block = json!({ "cidrBlock": "198.51.100.0/24", "ipAddress": null });
    let mut missing = refused("get none", GET, 404, NOT_FOUND);
    missing.outcome["payload"]["parameters"] = json!(["203.0.113.1", "5f1a2b3c4d5e6f7a8b9c0d1e"]);
    let mut invalid = refused("create an invalid address", CREATE, 400, INVALID_ADDRESS);
    invalid.outcome["payload"]["parameters"] = json!(["192.0.2.256"]);
    vec![
        returns("list none", LIST, 200, page(&[], 0)),
        returns("create an address", CREATE, 201, json!({ "results": [office], "totalCount": 1 })),
        returns("create a block and an address", CREATE, 201, page(&BLOCKS[..3], 3)),
        returns("create with a page of one", CREATE, 201, page(&BLOCKS[1..2], 4)),
        returns("create again", CREATE, 201, page(&BLOCKS[..4], 4)),
        returns("create for an hour", CREATE, 201, page(&BLOCKS, 5)),
        refused_with_any_code("create with a past expiry", CREATE, 400),
        refused_with_any_code("create an empty entry", CREATE, 400),
        invalid,
        refused("create an invalid block", CREATE, 400, INVALID_ADDRESS),
        refused("create without a list", CREATE, 400, "INVALID_JSON"),
        returns("get an address", GET, 200, same),
        returns("get a block", GET, 200, block),
        missing,
        returns("status", STATUS, 200, json!({ "STATUS": "ACTIVE" })),
        refused("status of none", STATUS, 404, NOT_FOUND),
        returns("list", LIST, 200, page(&BLOCKS, 5)),
        returns("list page 2", LIST, 200, page(&BLOCKS[3..], 5)),
        returns("list without count", LIST, 200, json!({ "results": blocks(&BLOCKS), "totalCount": null })),
        succeeds_without_body("delete", DELETE, 204),
        refused("delete again", DELETE, 404, NOT_FOUND),
    ]
}
