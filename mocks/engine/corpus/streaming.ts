import type { Text } from './text.ts'

export const streaming: readonly Text[] = [
  {
    asks: [
      'what is streaming',
      'streaming',
      'why should I stream the answer',
      'what does stream true do in an API call',
      'explain streaming responses from a language model',
      'how does streaming work with an LLM API',
    ],
    answers: [
      'Streaming means that the server sends the answer piece by piece while the model is still writing it. The reader sees the first words after a fraction of a second instead of staring at an empty page until the whole text is ready. The total time hardly changes, yet the wait feels much shorter. You switch it on with one field in the request, and your program then joins the pieces as they arrive.',
      'With streaming, the answer arrives piece by piece while the model is still writing it, so nobody has to wait for the end. A long reply may take twenty seconds, but the reader sees the first words after a fraction of a second and can start to read or press stop. Set stream to true, and your program then joins the pieces into one text. The total time hardly changes; only the feeling of waiting does.',
    ],
  },
  {
    asks: [
      'what is time to first token',
      'time to first token',
      'TTFT',
      'how long until the first word appears',
      'how do I measure time to first token in a stream',
      'why does a streamed answer feel faster',
    ],
    answers: [
      'Time to first token is the delay between sending a request and receiving the first piece of the answer. It covers the trip over the network, the queue at the provider, and the reading of your prompt, so a long prompt makes it longer. To measure it, note the clock before the call and again when the first delta with text arrives. Models that reason before they write can keep you waiting for many seconds here.',
      'The time to first token, often written TTFT, tells you how long a user waits before any text appears. To measure it, note the clock before the call and take the difference when the first delta with text arrives. Naturally, a long prompt makes it longer, as does a busy provider, and models that reason before they write can keep you waiting for many seconds. Prompt caching or a smaller model shortens the delay.',
    ],
  },
  {
    asks: [
      'what are server-sent events',
      'server-sent events',
      'SSE',
      'what format does a streamed response have',
      'how do I read text/event-stream by hand',
      'what is a data line in a stream',
    ],
    answers: [
      'Server-sent events are a simple text format in which a server sends many small messages over one open HTTP response. Each of them is usually a line that begins with the word data and holds JSON, and a blank line marks the end of the event. A network packet may stop in the middle of a line, so keep the unfinished rest in a buffer until more bytes arrive. You recognise such a response by the content type text/event-stream.',
      'Server-sent events, or SSE for short, are the format most LLM APIs use to stream an answer over plain HTTP. The response stays open, and every message is a line that begins with the word data and holds JSON. Some providers put a name on a line before it, and a blank line marks the end of the event. Because a network packet may stop in the middle of a character, keep the unfinished rest in a buffer and decode with a streaming decoder.',
    ],
  },
  {
    asks: [
      'what is a delta in streaming',
      'chunks and deltas',
      'what is a chunk',
      'how do I put streamed chunks together',
      'why is delta.content sometimes empty or undefined',
      'difference between a chunk and a delta',
    ],
    answers: [
      'A chunk is one event of a stream, and its delta is the small piece of text that is new in it. In chat completions the first delta often carries only the role, the middle ones bring a word or a fragment, and the last holds a finish reason with no text. Append every delta to a string, treat missing content as empty, and you have the full answer. Never assume that one piece equals a single token.',
      'Chunks are the events of a stream, and each holds a delta, the part of the message that has been added since the previous one. Append every delta to a string and show the string as it grows. Where a field is absent, treat missing content as empty, because the first delta often carries only the role and the last holds a finish reason with no text. Tool arguments come the same way, as scraps of JSON that make sense only when joined.',
    ],
  },
  {
    asks: [
      'what does [DONE] mean',
      'DONE',
      'how do I know that a stream has ended',
      'how do streams end',
      'end of stream',
      'why is there no [DONE] in my stream',
    ],
    answers: [
      'A chat completions stream ends with a data line that holds the text [DONE] instead of JSON. Check for this marker before you parse, or the JSON parser will throw. Other interfaces close in their own way: the Responses API sends a completed event, Anthropic sends message_stop, and Gemini simply ends after a chunk with a finish reason. If the connection closes without any of these signs, the answer is probably cut off.',
      'The marker [DONE] is the last data line of a chat completions stream and says that nothing more will come. It is not JSON, so test for it first. Not every provider uses it: the Responses API sends a completed event, Anthropic sends message_stop, and Gemini simply ends after a chunk with a finish reason. Look at that reason too, because a text that hit the token limit also ends politely.',
    ],
  },
  {
    asks: [
      'how do I abort a stream',
      'abort',
      'cancel a streaming request',
      'how can the user stop the answer while it is being written',
      'AbortController with a streaming call',
      'do I pay for an aborted stream',
    ],
    answers: [
      'You abort a stream by passing the signal of an AbortController with the request and calling abort when the user presses stop. The client closes the connection, and the provider normally stops generating soon afterwards. Tokens produced until then are billed, and the final usage report never reaches you, so estimate it from the text. Keep what has arrived, because a partial answer is often worth showing, and catch the abort error quietly.',
      'To abort a stream, close its connection: create an AbortController, hand its signal to the call, and run abort at the right moment. In the OpenAI and Anthropic clients, leaving a for await loop by break has the same effect. Expect an exception in some code paths and catch the abort error quietly. Tokens produced until then are billed, and the final usage report never reaches you, but the partial text is yours to keep or throw away.',
    ],
  },
  {
    asks: [
      'what happens when an error occurs in mid-stream',
      'mid-stream error',
      'error in the middle of a stream',
      'my stream broke off, what now',
      'how do I handle a stream that fails halfway',
      'why is the status 200 although the stream failed',
    ],
    answers: [
      'An error in mid-stream arrives as an event inside the stream, because the status 200 was already sent before the trouble began. The official clients turn most such events into an exception, often one without a status code, so wrap the whole loop in try and catch, not only the first call. Automatic retries do not cover this case. Decide whether to show the partial text with a notice or to throw it away and ask again.',
      'When a stream fails halfway, the HTTP status still says 200, and the error comes as one more event or as a lost connection. For that reason wrap the whole loop in try and catch, since the exception appears while you are reading. Automatic retries do not cover this case, for the client cannot know how much you have already used. If you start over, clear the partial text first; otherwise the user reads the same beginning twice.',
    ],
  },
  {
    asks: [
      'how do I get token usage in a stream',
      'usage in streams',
      'include_usage',
      'stream_options',
      'why is usage null or missing when I stream',
      'where is the token count of a streamed answer',
    ],
    answers: [
      'Token usage in a chat completions stream comes only if you ask for it with include_usage in stream_options. The counts then arrive in one extra chunk whose list of choices is empty, so test the list before you reach into it. Anthropic reports usage in its first event and again, cumulatively, near the close, while Gemini attaches running totals to every chunk. An aborted stream brings no final numbers.',
      'A streamed answer reports its token usage near the end, and each provider does it differently. Chat completions need include_usage in stream_options and send one extra chunk whose list of choices is empty, which crashes naive code. The Responses API puts usage into its completed event. Lastly, Gemini attaches running totals to every chunk, of which you keep only the last, for adding them up would count the same tokens many times.',
    ],
  },
  {
    asks: [
      'when should I not stream',
      'when not to stream',
      'is streaming always better',
      'disadvantages of streaming',
      'should I stream a short answer or JSON',
    ],
    answers: [
      'Do not stream when no human watches the text appear, as in batch jobs, background workers, and tests. A complete response is easier to validate, to cache, and to retry, and its usage comes with it. JSON is of little use before its last brace, and text that must pass a check should stay hidden until then. Short answers arrive so fast that the extra code buys nothing. Very long outputs are the exception, for an open stream avoids idle timeouts.',
      'Streaming is not worth its extra code when a program, rather than a person, reads the answer. A complete response is easier to validate, to cache, and to retry, since it either arrives whole or fails cleanly. Choose the plain call for classification, for structured data, and for text that must pass a check before anyone sees it. Stream very long outputs even so, because an open stream avoids idle timeouts and some clients insist on it.',
    ],
  },
  {
    asks: [
      'how do I stream to a browser',
      'streaming to a browser',
      'pass a stream on to the web page',
      'how do I forward LLM tokens from my server to the frontend',
      'can I use EventSource with a chat API',
      'why does my stream arrive all at once in the browser',
    ],
    answers: [
      'To stream to a browser, let your own server call the model and pass each piece on as it arrives, so that the key never leaves the server. The page reads the body of a fetch response with a reader and a text decoder. EventSource can send only GET requests without custom headers, which is why fetch is the usual choice. If everything appears at once, some proxy or compression layer is buffering; switch that off. Abort the upstream call when the visitor leaves.',
      'A browser should receive the stream from your server, never directly from the provider, because the key must stay secret. The page reads the body of a fetch response piece by piece and appends it to an element as text, not as HTML. If everything appears at once, some proxy or compression layer is buffering, so disable it and flush after each write. Abort the upstream call when the visitor leaves, or you pay for words that nobody reads.',
    ],
  },
  {
    asks: [
      'how do I stream with the SDK',
      'for await',
      'streaming code with the official client',
      'stream helper',
      'how do I get the final message after streaming',
    ],
    answers: [
      'With the OpenAI or Anthropic SDK you stream by setting stream to true and reading the result in a for await loop. Each turn hands you one parsed event, so there is no need to split lines yourself. Write the new text straight to the screen and collect it in a variable as well. The helper called stream goes further: it gathers the pieces for you and returns the final message when everything has arrived.',
      'An SDK turns a stream into an async iterable, so that a for await loop is all you need to read it. In every round, each turn hands you one parsed event, from which you take the new text. The Gemini client has a separate method for this, while OpenAI and Anthropic use the same call with stream set to true. Their helper called stream is more comfortable still: it gathers the pieces for you and returns the final message at the end.',
    ],
  },
]
