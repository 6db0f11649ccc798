/** What assistants may ask and do, without any word of the protocol's library. */
package io.ropewalk.alertops.mcp;
