//! Calls the clients of the feature models, and checks requests and parsed responses.

mod accounts;
mod auth;
mod checksums;
mod customizations;
mod endpoint_discovery;
mod endpoints;
mod errors;

mod harness;
mod requests;
mod responses;
mod rest_bodies;
mod rest_requests;
mod rest_responses;
mod rust_api;
mod user_agent;
