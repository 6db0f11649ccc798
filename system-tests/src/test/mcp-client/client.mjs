// Lists and calls every tool of a running alert-ops by the protocol's own reference client, which checks structured content against
// the output schema itself. Writes one line of JSON: what was listed, what each call came to. A failure ends it with a status.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [url, tenant] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${process.env.TOKEN}` };
const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
const client = new Client({ name: 'reference-client', version: '1.0.0' });
await client.connect(transport);

const { tools } = await client.listTools();
const called = {};
let compositeId;
const order = (tool) => (tool.name === 'get_alerts' ? 1 : 0);
for (const tool of [...tools].sort((a, b) => order(a) - order(b))) {
    const takes = tool.inputSchema.properties ?? {};
    const given = {};
    if (takes.tenant) given.tenant = tenant;
    if (takes.limit) given.limit = 3;
    if (takes.composite_ids) given.composite_ids = [compositeId];
    const result = await client.callTool({ name: tool.name, arguments: given });
    if (result.isError) throw new Error(`${tool.name}: ${result.content[0].text}`);
    compositeId ??= result.structuredContent.items?.[0]?.compositeId;
    called[tool.name] = {
        items: result.structuredContent.items?.length ?? 0,
        text: result.content[0].text === JSON.stringify(result.structuredContent),
    };
}
const refused = await client.callTool({ name: 'get_detections', arguments: { tenant, severity: 'terrible' } });
const { resources } = await client.listResources();
const { resourceTemplates } = await client.listResourceTemplates();
const alert = await client.readResource({ uri: `alertops://${tenant}/alerts/${compositeId}` });
const { prompts } = await client.listPrompts();
const prompt = await client.getPrompt({ name: 'triage_alert', arguments: { tenant, composite_id: compositeId } });
await transport.terminateSession();
await client.close();
console.log(
    JSON.stringify({
        tools: tools.map((it) => it.name),
        withoutOutputSchema: tools.filter((it) => !it.outputSchema).map((it) => it.name),
        called,
        refused: refused.isError === true && JSON.parse(refused.content[0].text).category,
        resources: resources.length,
        resourceTemplates: resourceTemplates.length,
        alert: JSON.parse(alert.contents[0].text).composite_id === compositeId,
        prompts: prompts.map((it) => it.name),
        prompt: prompt.messages.length,
    }),
);
