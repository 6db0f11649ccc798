/** What indicators ask for, and what was written of it: the durable memory of the mirror. */
package io.ropewalk.ioc.ledger;
