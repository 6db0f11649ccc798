/** Assistants, over the Model Context Protocol. */
package io.ropewalk.alertops.mcp.server;
