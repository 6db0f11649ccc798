/** The page, sign-in to it, and what only it asks for. */
package io.ropewalk.alertops.page.http;
