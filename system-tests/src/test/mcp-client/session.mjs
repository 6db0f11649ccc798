// A session of the protocol's own reference client, which checks structured content against the output schema itself.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';

/** Connects; `person` replies to forms, and without one there are none. */
export async function begin(url, person) {
    const headers = { Authorization: `Bearer ${process.env.TOKEN}` };
    const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
    const capabilities = person ? { elicitation: {} } : {};
    const client = new Client({ name: 'reference-client', version: '1.0.0' }, { capabilities });
    if (person) client.setRequestHandler(ElicitRequestSchema, async (request) => person(request.params));
    await client.connect(transport);
    return client;
}

/** Calls a tool that has to succeed. */
export async function call(client, name, given) {
    const result = await client.callTool({ name, arguments: given });
    if (result.isError) throw new Error(`${name}: ${result.content[0].text}`);
    if (result.content[0].text !== JSON.stringify(result.structuredContent)) throw new Error(`${name}: the text is no copy`);
    return result.structuredContent;
}

/** Ends it. The last line of the output is what was seen. */
export async function end(client, seen) {
    await client.transport.terminateSession();
    await client.close();
    console.log(JSON.stringify(seen));
}
