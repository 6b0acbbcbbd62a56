//! What Atlas manages, one module for each family of resources.

mod database_users;

pub use self::database_users::{
    CreateDatabaseUser, DatabaseUsers, DeleteDatabaseUser, GetDatabaseUser, ListDatabaseUsers, UpdateDatabaseUser,
    UserName,
};
