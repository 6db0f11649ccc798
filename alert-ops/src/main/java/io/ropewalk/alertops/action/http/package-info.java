/** Actions over HTTP. */
package io.ropewalk.alertops.action.http;
