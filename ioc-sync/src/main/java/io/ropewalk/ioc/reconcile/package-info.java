/** Compares what Falcon has with what the ledger says, and repairs it. */
package io.ropewalk.ioc.reconcile;
