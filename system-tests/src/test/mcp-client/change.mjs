// Calls every tool at /ops/mcp of a running alert-ops, for one alert and one host, while a person agrees to each form or to none.
// Writes one line of JSON: what each call came to, and how many forms there were.
import { begin, call, end } from './session.mjs';

const [url, tenant, alert, host, action] = process.argv.slice(2);
const forms = [];
const client = await begin(url, (form) => {
    forms.push(form.message);
    return action === 'accept' ? { action, content: { agree: true } } : { action };
});
const { tools } = await client.listTools();
const changed = {};
for (const tool of tools) {
    const takes = tool.inputSchema.properties;
    const given = { tenant, ids: [tool.name.endsWith('_endpoints') ? host : alert], reason: 'the reference client tries it' };
    if (takes.comment) given.comment = 'seen';
    if (takes.new_status) given.new_status = 'in_progress';
    changed[tool.name] = (await call(client, tool.name, given)).changed;
}
await end(client, { changed, forms });
