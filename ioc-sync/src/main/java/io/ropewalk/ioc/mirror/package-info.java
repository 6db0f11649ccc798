/** Makes Falcon what the ledger asks for, value by value. */
package io.ropewalk.ioc.mirror;
