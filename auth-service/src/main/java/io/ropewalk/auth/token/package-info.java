/**
 * The token of each tenant: who may hold it, when it is renewed, what happens when that fails.
 * Plain Java: time comes from a {@link java.time.Clock}, threads from an executor, the vendor from
 * {@link io.ropewalk.falcon.oauth2.OAuth2Api}.
 */
package io.ropewalk.auth.token;
