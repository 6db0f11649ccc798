/** The actions over HTTP. */
package io.ropewalk.ioc.actions.http;
