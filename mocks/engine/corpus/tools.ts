import type { Text } from './text.ts'

export const tools: readonly Text[] = [
  {
    asks: [
      'what is function calling',
      'function calling',
      'tools',
      'tool use',
      'how can a model call my function',
      'what is a tool in an LLM API',
    ],
    answers: [
      'Function calling lets a model ask your program to run a function, such as looking up the weather, and use the result in its answer. You describe each tool by name, purpose, and a JSON schema of its arguments. The model never runs anything itself; it only returns a name and values, and your code decides whether to obey. Clear descriptions matter as much as clear code. Use tools for fresh data, exact arithmetic, and actions.',
      'A tool is a function of yours that you describe to the model so that it can request a call when it needs one. You describe each tool by name, purpose, and a JSON schema of its arguments; whether to use it is left open unless you force a call. The model never runs anything itself, so permissions and checks remain in your hands. Use tools for fresh data, exact arithmetic, and actions such as booking or searching. Too many at once make the choice harder.',
    ],
  },
  {
    asks: [
      'what is the tool loop',
      'tool loop',
      'how do I send a tool result back to the model',
      'what do I do after finish reason tool_calls',
      'steps of a function call',
      'several tool calls in one turn',
    ],
    answers: [
      'The tool loop is a cycle: call the model, run the tools it asks for, send back the results, and repeat until it answers in words. Append the message with the tool calls to the history first, then one result for each of them. Several calls may come in one turn, and they can run in parallel. Set a maximum number of rounds, because a confused model may go on asking forever. Failures belong in the results too, as plain text.',
      'In a tool loop your program and the model take turns until no more tools are wanted. When the finish reason says so, run the functions and append the message with the tool calls to the history, followed by the results. Several calls may come in one turn, and each needs its own reply. Then ask again with the longer conversation. Set a maximum number of rounds, because a confused model may go on asking forever.',
    ],
  },
  {
    asks: [
      'what is a tool call id',
      'tool_call_id',
      'tool_use_id',
      'why must tool ids match',
      'tool call ids',
      'how does the model know which result belongs to which call',
    ],
    answers: [
      'A tool call id is the label that connects a call the model made with the result you send back. When several arrive at once, only this label tells which belongs to which. Copy it unchanged: OpenAI chat calls the field tool_call_id, the Responses API says call_id, and Anthropic uses tool_use_id. A missing or invented one leads to error 400. Answer every call exactly once, even if the function failed.',
      'Tool ids must match because labels are the only link: each result carries the tool call id of the request it answers. OpenAI chat calls the field tool_call_id, the Responses API says call_id, and Anthropic uses tool_use_id; newer Gemini models send an id as well. A missing or invented one leads to error 400. When you trim history, keep or drop a call together with its result. Answer every call exactly once, even if the function failed.',
    ],
  },
  {
    asks: [
      'what if the model sends bad arguments to a tool',
      'bad arguments',
      'invalid tool arguments',
      'tool arguments are not valid JSON',
      'how do I handle errors in a tool call',
      'model invents parameters',
    ],
    answers: [
      'If the model sends bad arguments, do not run the function; return a tool result that says what was wrong and let it try again. With OpenAI the arguments arrive as a JSON string, so parse them inside try and catch and check them against a schema. A hint that the city is missing helps far more than a vague failure. Strict mode prevents most mistakes of form, though not wrong values. Give up after two or three attempts.',
      'Bad arguments are normal in tool use, so treat what the model sends like input from a stranger. With OpenAI the arguments arrive as a JSON string, whereas Anthropic and Gemini deliver an object; in both cases check them against a schema. Describe the problem precisely in the tool result, and the model usually corrects itself in the next round. Strict mode prevents most mistakes of form, though not wrong values. Give up after two or three attempts, and never guess what was meant.',
    ],
  },
  {
    asks: [
      'how do I force the model to use a tool',
      'tool_choice',
      'how do I forbid tool calls',
      'can I make the model call one particular function',
    ],
    answers: [
      'The field tool_choice says whether the model may, must, or must not use a tool. By default it decides by itself, which suits most chats. You can require some call, name a particular function, or switch tools off for one turn while leaving them in the list. Forcing a function is handy for extraction, since the arguments become your result. Do not keep forcing it in a loop, or the model can never finish in words.',
      'You force or forbid tools with tool_choice: automatic by default, required for any call, a name for one certain function, or none. The wording differs between providers, for OpenAI says required where Anthropic says any, and Gemini puts it into a mode. Forcing a function is handy for extraction, since the arguments become your result. Do not keep forcing it in a loop, or the model can never finish in words. In ordinary chats the automatic setting is best.',
    ],
  },
  {
    asks: [
      'what is structured output',
      'structured output',
      'JSON schema',
      'JSON mode',
      'how do I get valid JSON from a model',
      'response_format',
    ],
    answers: [
      'Structured output makes the model answer in JSON that follows a schema you send with the request. You list the fields, their types, and which are required, and the provider restricts generation to text that fits. OpenAI, Anthropic, and Gemini each have their own setting for this. JSON mode is weaker: it promises valid syntax but not your fields. Even so, check the finish reason, because a refusal or a token limit can still leave you without a complete object.',
      'With structured output you get JSON in the shape your program expects, because a schema travels with the request. You list the fields, their types, and which are required; short descriptions for each improve the values. JSON mode is weaker: it promises valid syntax but not your fields, and asking politely in the prompt promises nothing. Correct form does not mean correct content, so validate what matters. Always check the finish reason, because a refusal or a token limit can still leave you without a complete object.',
    ],
  },
  {
    asks: [
      'how do I validate model output with zod',
      'zod',
      'validate JSON from a model',
      'parse and repair invalid JSON',
      'safeParse',
      'how do I make sure that the output has the right type',
    ],
    answers: [
      'Zod validates model output by comparing it with a schema written in TypeScript and telling you exactly which field is wrong. Parse the JSON first, pass it to safeParse, and branch on success; the value then has the right static type. On failure, send the error text back to the model once and ask for a corrected version. If that fails too, report it instead of guessing. The same definition can be converted to JSON schema for the request.',
      'To validate JSON from a model with zod, define the expected shape once and run every answer through it. Parse the JSON first, pass it to safeParse, and branch on success, since the type of a parsed text is otherwise unknown. Add rules that are hard to express elsewhere, for example that an end date follows the start. On failure, send the error text back to the model once and ask for a corrected version. A second miss deserves an honest error.',
    ],
  },
  {
    asks: [
      'what is retrieval augmented generation',
      'RAG',
      'retrieval',
      'how do I let the model answer from my own documents',
      'embeddings and vector search for a chatbot',
      'how do I reduce hallucinations with sources',
    ],
    answers: [
      'Retrieval augmented generation, or RAG, means searching your own documents first and giving the best passages to the model together with the question. Documents are split into parts, each part gets an embedding, and those nearest to the question are found by vector search. The prompt then tells the model to answer only from these passages and to name its sources. It brings fresh and private knowledge without training. Poor search leads to poor answers, so test that step separately.',
      'With RAG a model answers from your documents, because a search step puts the relevant passages into the prompt. Documents are split into parts, each part gets an embedding, and the closest ones are chosen when a question comes, often with keyword search as a helper. Ask the model to admit when nothing fits and to name its sources. It brings fresh and private knowledge without training, and an update is just a new index entry. Poor search leads to poor answers, so test that step separately.',
    ],
  },
  {
    asks: [
      'what is an agent',
      'agent',
      'agents',
      'AI agent',
      'difference between an agent and a chatbot',
      'when should I build an agent',
    ],
    answers: [
      'An agent is a program in which a model chooses its next step itself, using tools in a loop until a goal is reached. It plans, calls a tool, looks at the result, and decides again, where a plain chatbot only replies. That freedom costs tokens, and small mistakes grow over many steps. Limit the number of rounds, the budget, and the rights of each tool, and keep a log. If the path is known in advance, ordinary code with single calls is simpler.',
      'Agents let a model decide which tools to use and in what order, instead of following a path written by you. The core is modest: a loop, a list of tools, and a clear goal. Start without one, for if the path is known in advance, ordinary code with single calls is simpler. Limit the number of rounds, the budget, and the rights of each tool, and ask a human before anything that cannot be undone. Remember that small mistakes grow over many steps.',
    ],
  },
]
