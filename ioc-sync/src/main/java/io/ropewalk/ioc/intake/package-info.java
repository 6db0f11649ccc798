/** From events of the stream to changes in the ledger. */
package io.ropewalk.ioc.intake;
