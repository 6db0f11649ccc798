/** What Discover knows of a customer: assets, applications, accounts and logins. */
package io.ropewalk.simulator.discover;
