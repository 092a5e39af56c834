import type { Text } from './text.ts'

/** The settings of a call, and what today's models make of them. */
export const parameters: readonly Text[] = [
  {
    asks: [
      'what is temperature',
      'temperature',
      'explain temperature',
      'what does the temperature parameter do',
      'how does temperature work in an LLM',
      'temperature 0 vs 1',
    ],
    answers: [
      'Temperature is a number that sets how boldly a model picks its next token. Every possible token has a score, and the scores are divided by the temperature before the softmax turns them into probabilities. Below one, the likely tokens gain and answers become steady; above one, rare tokens get more chances and the text becomes varied. At zero the model simply takes the favourite. Several newer reasoning models no longer accept this setting.',
      'Temperature controls how random the output of a language model is. A low value makes it cautious and repeatable, a high one makes it surprising and, in the end, muddled. Technically, the scores are divided by the temperature before the softmax turns them into probabilities, so the curve grows sharper or flatter. Near zero suits facts and code, around one suits stories. It changes how tokens are chosen, never what the model knows.',
      'Temperature decides whether a model plays safe or takes chances when it chooses the next word. Imagine a weighted lottery: at a low temperature the favourite wins almost always, while at a higher one the outsiders get a real ticket. The arithmetic is short, since the scores are divided by the temperature before the softmax turns them into probabilities. Ask the same question ten times at zero and again at one, and you will see the difference.',
    ],
  },
  {
    asks: ['what is top-p', 'top-p', 'top_p parameter', 'nucleus sampling', 'how does top p work'],
    answers: [
      'Top-p limits the choice of the next token to the smallest set whose probabilities add up to at least p. Candidates are sorted from likely to unlikely and kept until their sum reaches the threshold; the rest are thrown away. From the survivors one is drawn in proportion to its probability. A value of 0.9 cuts off the odd tail, 0.1 leaves almost only the favourite, and 1 changes nothing. Another name is nucleus sampling.',
      'Top-p, also called nucleus sampling, keeps only the likeliest tokens that together hold the probability p and draws among them. The set adapts: when the model is sure it may contain one candidate, in doubt perhaps hundreds. From the survivors one is drawn in proportion to its probability, after rescaling so that they sum to one. A value of 0.9 cuts off the odd tail, while 1 switches the filter off. Some newer models refuse the parameter altogether.',
    ],
  },
  {
    asks: [
      'difference between temperature and top-p',
      'temperature vs top-p',
      'should I change temperature or top_p',
      'temperature and top p together',
      'how do temperature and top-p differ',
    ],
    answers: [
      'Temperature reshapes all probabilities, whereas top-p cuts off the unlikely end of the list. With the former every token keeps some chance, only larger or smaller than before. The latter excludes the tail completely, and the others keep their proportions. Both change how varied the text is, so it is best to change one and leave the other at its default; otherwise you cannot tell which of them caused what you see.',
      'The difference between temperature and top-p is that the first flattens or sharpens the curve while the second removes its tail. Think of a lottery: temperature changes how many tickets each token holds, while top-p sends the smallest holders home, and the others keep their proportions. In practice it is best to change one and leave the other at its default. Many use temperature for the tone and top-p as a guard against strange words. Current Claude refuses both.',
    ],
  },
  {
    asks: ['what is top-k', 'top-k', 'top_k parameter', 'how does top k sampling work', 'top-k vs top-p'],
    answers: [
      'Top-k lets a model choose only among the k most likely next tokens. All others get probability zero, the remaining chances are rescaled, and one token is drawn. With k equal to one this is greedy decoding. The weakness is that k stays the same whether the model is certain or not, which is why top-p often works better. Ollama, LM Studio and vLLM accept it, OpenAI offers no such field, and the newest Gemini models ignore it.',
      'Top-k is a filter that keeps a fixed number of candidates for the next token, say forty, and drops the rest. One of them is then drawn in proportion to its probability. A drawback is that k stays the same whether the model is certain or not: sometimes it lets nonsense in, sometimes it shuts good words out. Among local servers, Ollama, LM Studio and vLLM accept it, while the current Claude API refuses it.',
    ],
  },
  {
    asks: [
      'what is a seed',
      'seed parameter',
      'how do I get the same answer every time',
      'reproducible output',
      'deterministic answers from an LLM',
    ],
    answers: [
      'A seed is a number that starts the random generator, so that the same request can give the same answer again. It helps in tests and experiments, where you want to know that a change came from you and not from chance. Hosted services promise only a best effort, because hardware and batching vary and models get updated. Ollama and LM Studio take it, Mistral calls it random_seed, Claude has none, and OpenAI has marked it as deprecated.',
      'The seed parameter makes random choices repeatable by giving the sampler a fixed starting point. Send an identical prompt with identical settings, and you should receive the same text, at least on one local machine. Hosted services promise only a best effort, so never rely on it for correctness. Support is thin: Mistral calls it random_seed, Claude has none, and the Responses API lacks it too. For stable results prefer clear prompts and a fixed schema.',
    ],
  },
  {
    asks: [
      'what is the n parameter',
      'n parameter',
      'how do I get several answers in one call',
      'number of choices',
      'multiple completions',
    ],
    answers: [
      'The n parameter asks for several answers to one prompt in a single chat completion. With n set to three, choices holds three messages. The input is counted once, while the output of all of them is billed. Such variety is useful for brainstorming, for voting, or for picking the best. Support has become rare: Groq allows only one, Claude and the Responses API have no such field, and the newest Gemini models refuse more than a single candidate.',
      'With n you tell a chat completions endpoint how many alternative answers it should write. They differ only by chance, so it makes sense when sampling is random. The input is counted once, while the output of all of them is billed. Not everyone plays along: Groq allows only one, Claude and the Responses API have no such field, and Ollama ignores it. If yours lacks it, send the request several times in parallel, which works everywhere.',
    ],
  },
  {
    asks: [
      'frequency penalty',
      'presence penalty',
      'difference between frequency and presence penalty',
      'how do I stop the model from repeating itself',
      'repetition penalty',
    ],
    answers: [
      'Frequency and presence penalties lower the score of tokens that already appeared, so that the text repeats itself less. The frequency penalty grows with each occurrence, while the presence penalty stays the same after the first. Values run from minus two to two, and a small positive number such as 0.5 is plenty. Too much makes the prose odd, since even commas become costly. Claude, Groq and the newest Gemini models do not take them.',
      'A frequency penalty discourages words in proportion to how often they occurred; a presence penalty discourages them once they occurred at all. The first fights repetition, the second nudges toward new topics. Values run from minus two to two, and zero means off. Mechanically both are subtracted from token scores before sampling. Often a clearer prompt cures repetition better. Claude, Groq and the newest Gemini models do not take them; local servers may offer a repeat penalty instead.',
    ],
  },
  {
    asks: [
      'what are logprobs',
      'logprobs',
      'log probabilities of tokens',
      'how sure is the model about a token',
      'top_logprobs',
    ],
    answers: [
      "Logprobs are the natural logarithms of the probabilities the model gave to its tokens. Zero means certain, and the more negative the number, the less likely the token. Ask for top_logprobs to see up to twenty rivals at each position. That shows where the model hesitated, helps to set thresholds in classification, and makes sampling visible. Claude and Groq do not offer them, and OpenAI's current models give them only when reasoning effort is none.",
      'Logprobs tell how likely each written token was in the eyes of the model. To get a probability back, raise e to that power: minus 0.1 is about ninety percent, minus 3 about five. With top_logprobs you see up to twenty rivals at each position, which is enough to draw the distribution. Sure does not mean right, so treat them as hints. Claude and Groq do not offer them, whereas vLLM does.',
    ],
  },
  {
    asks: [
      'what is max_tokens',
      'max tokens',
      'how do I limit the length of the answer',
      'max_completion_tokens',
      'max_output_tokens',
      'maximum output length',
    ],
    answers: [
      "The max tokens setting limits how many tokens the model may generate, and nothing else. It does not make anyone brief; the text is simply cut when the limit is reached. The name varies: max_completion_tokens in OpenAI's chat completions, max_output_tokens in its Responses API, max_tokens at Anthropic, where it is required, and maxOutputTokens at Gemini. Hidden reasoning counts against it too, so leave room. If you want a short answer, ask for one in the prompt.",
      'With max tokens you set an upper bound on the output of one call, which also bounds its cost. Think of a safety belt: the text is simply cut when the limit is reached, even in mid-sentence. Reasoning models spend part of the allowance on thoughts you never see. Depending on the API it is named max_tokens, max_completion_tokens, max_output_tokens or maxOutputTokens. If you want a short answer, ask for one in so many words, and keep the bound as protection.',
    ],
  },
  {
    asks: [
      'how many tokens should I allow',
      'good value for max tokens',
      'how long is 500 tokens',
      'how many tokens is a page',
      'token limit for an e-mail',
    ],
    answers: [
      'Allow about 50 to 100 tokens for a short answer, 100 to 250 for a paragraph, 150 to 400 for an e-mail and 500 to 700 for a page. A long document needs a thousand or more. These figures fit English, where a token is roughly four letters; other languages often need more. Models that think first want extra room for their hidden tokens. Set the limit somewhat above what you expect, then check the finish reason.',
      'A good token limit lies somewhat above the length you expect: about 100 to 250 for a paragraph, 150 to 400 for an e-mail and 500 to 700 for a page. Single words and labels need far less, books far more. The estimate holds for English, where a token is roughly four letters; for Hindi, Japanese or emoji it grows. Hidden reasoning is counted as well, so give thinking models plenty. When an answer ends with length as its reason, raise the number.',
    ],
  },
  {
    asks: [
      'what is truncation',
      'why is my answer cut off',
      'finish reason length',
      'the answer stops in the middle of a sentence',
      'incomplete response',
    ],
    answers: [
      'Truncation means that the answer ends because a token limit was reached, not because the model was done. You recognise it by the finish reason: length in chat completions, max_tokens at Anthropic, MAX_TOKENS at Gemini, and the status incomplete in the Responses API. Raise the limit and ask again, or send the partial text back and request the rest. An empty answer of this kind often shows that hidden reasoning used up the whole allowance.',
      "A truncated answer is one that hit the output limit, as its finish reason shows. Look for length in chat completions, max_tokens at Anthropic, MAX_TOKENS at Gemini, and the status incomplete in OpenAI's newer endpoint. Never parse JSON before checking, for half an object is no object. Then raise the limit and ask again, or demand a shorter form. Where reasoning is hidden, it can use up the allowance before a single visible word appears.",
    ],
  },
  {
    asks: [
      'what are stop sequences',
      'stop sequences',
      'stop parameter',
      'how do I make the model stop at a certain word',
      'stop_sequences',
    ],
    answers: [
      "A stop sequence is a piece of text at which generation ends as soon as the model writes it. The sequence itself is left out of the answer. A full stop gives you only the first sentence, a blank line ends after one paragraph, and the number four cuts a list to three items. Anthropic calls the field stop_sequences and reports which one was hit. Be aware that OpenAI's newer reasoning models refuse stop, so cut the text yourself there.",
      "Stop sequences tell the model where to end: when one of your strings appears, generation halts and the sequence itself is left out of the answer. They save tokens and tidy output, for instance after one sentence, at the end of a list or at a marker you asked for. With chat completions the finish reason is stop, just as for a natural end. Groq, Mistral and local servers accept them, whereas OpenAI's newer reasoning models refuse stop.",
    ],
  },
  {
    asks: [
      'which parameters do reasoning models refuse',
      'why does the API reject temperature',
      'unsupported parameter temperature',
      'temperature is not supported with this model',
      'what replaced temperature',
      'parameters newer models no longer accept',
    ],
    answers: [
      "Many newer models refuse temperature and top_p, because the provider now fixes the sampling itself. OpenAI's current models answer 400 unless reasoning effort is none, Claude's current API version refuses both outright, and the newest Gemini models silently ignore them. Groq, Mistral and local servers still take such settings. In their place came reasoning effort, verbosity and thinking level, which steer how much work and how many words you get. For variety, ask for it in the prompt.",
      "Newer reasoning models refuse sampling parameters such as temperature and top_p. The reactions differ: OpenAI's current models answer 400 unless reasoning effort is none, where that level exists, while Claude's current API version refuses both outright, and the newest Gemini models silently ignore the value, which is harder to notice. What replaced them is reasoning effort, verbosity and thinking level, according to provider. The cure for the error is simple: leave the field out.",
    ],
  },
  {
    asks: [
      'what is reasoning effort',
      'reasoning_effort',
      'thinking level',
      'how much should the model think',
      'effort low medium high',
    ],
    answers: [
      'Reasoning effort sets how long a model thinks before it answers. Levels such as low, medium and high trade quality against waiting time and cost, since hidden thoughts are billed as output tokens. OpenAI calls it reasoning effort, Claude takes effort in its output config, and Gemini has a thinking level. Use little for sorting, lookups and small talk, more for mathematics, planning and difficult code. Leave enough room in the output limit, because the thoughts count too.',
      'With reasoning effort you choose how much hidden work a model does before the visible answer. Levels such as low, medium and high trade quality against waiting time and cost. Names differ: OpenAI calls it reasoning effort, Claude takes effort in its output config, and Gemini has a thinking level. Start with the default, then try one step lower and compare, for easy tasks gain nothing from deep thought. The usage in the reply shows how many tokens went into it.',
    ],
  },
  {
    asks: [
      'what is verbosity',
      'verbosity',
      'how do I get shorter answers',
      'make the answers longer',
      'text verbosity low',
    ],
    answers: [
      'Verbosity is an OpenAI setting that tells the model how long its visible answer should be: low, medium or high. Unlike a token limit, it changes the style and never cuts a sentence short. In chat completions the field stands at the top level, in the Responses API inside text. Low suits buttons, summaries and chat, high suits teaching and documentation. Where it does not exist, ask for a number of sentences in the prompt, and you will come close.',
      'The verbosity setting makes answers shorter or longer without cutting them off. It takes low, medium or high, and the model plans its wording accordingly. Unlike a token limit, it changes the style and gives no hard guarantee, so use both when costs matter. Reasoning effort is a separate matter, for a model can think long and say little. With providers that lack this field, ask for a number of sentences in the prompt.',
    ],
  },
  {
    asks: ['what is softmax', 'softmax', 'softmax formula', 'how do logits become probabilities', 'what are logits'],
    answers: [
      'Softmax turns a list of scores into probabilities that are all positive and sum to one. For each score, raise e to that power, then divide by the total. A model ends its calculation with one score, called a logit, for each token of the vocabulary, and softmax makes a distribution out of them. Dividing by the temperature beforehand sharpens or flattens the result. At temperature one, a lead of one point makes a token about 2.7 times as likely.',
      'The softmax is the formula by which a language model changes raw scores, the logits, into probabilities. For each score, raise e to that power, add everything up, and take shares of the sum. Nothing becomes negative, and all shares together make one. Dividing by the temperature beforehand sharpens or flattens the result: small values favour the leader, large ones bring the field together. Only differences count, so adding five to every logit changes nothing.',
    ],
  },
  {
    asks: [
      'what is sampling',
      'sampling',
      'how does the model pick the next word',
      'why do I get a different answer every time',
      'random output',
    ],
    answers: [
      'Sampling is drawing the next token at random, in proportion to the probabilities the model computed. If blue has sixty percent and grey twenty, blue is chosen three times as often, yet grey still gets its turn. That is why the same prompt can give different answers. Temperature, top-p and top-k shape the distribution before the draw. Without randomness the text would be steadier, though also duller and more inclined to repeat itself.',
      'In sampling, a language model throws weighted dice for each token instead of always taking the favourite. One early throw changes everything after it, which is why the same prompt can give different answers. Temperature, top-p and top-k shape the distribution before the draw, and a seed can make the dice fall the same way again. For stories this chance is welcome; for code or data you usually want as little of it as possible.',
    ],
  },
  {
    asks: [
      'what is greedy decoding',
      'greedy decoding',
      'temperature zero',
      'always take the most likely token',
      'is temperature 0 deterministic',
    ],
    answers: [
      'Greedy decoding always takes the single most likely next token. It is what temperature zero stands for, and it gives nearly the same text each time. You will find it useful for extraction, classification and tests. Still, it is not always best, since the likeliest first word can lead into a weaker sentence, and long texts tend to repeat themselves. Even then hosted models may vary slightly, because parallel arithmetic rounds differently from run to run.',
      'With greedy decoding a model picks the top token at each step and never rolls dice. Set temperature to zero, or top-k to one, and you have it. The method is quick and steady, hence useful for extraction, classification and tests. Its flaw is short sight: the likeliest first word can lead into a weaker sentence, and long texts tend to repeat themselves. Fully identical output is not promised, because parallel arithmetic rounds differently from run to run.',
    ],
  },
  {
    asks: [
      'which temperature for code',
      'temperature for programming',
      'best temperature for coding',
      'temperature for facts and data extraction',
    ],
    answers: [
      'For code, a temperature of zero or close to it is best. A program allows few correct next tokens, and every random detour may be a mistake. The same holds for facts, extraction and anything a machine will read. Raise it a little, perhaps to 0.2 or 0.3, if you want alternative solutions. Where a newer reasoning model refuses temperature, choose more effort for hard problems instead, and let tests decide whether the code is right.',
      'A low temperature, from zero to about 0.2, suits code. Syntax leaves little freedom, because a program allows few correct next tokens, and creativity there mostly invents functions that do not exist. The same holds for facts, extraction and anything a machine will read. Low values give steadier answers, not truer ones, so run the tests. Where a newer reasoning model refuses temperature, leave the field out and adjust its effort.',
    ],
  },
  {
    asks: [
      'which temperature for poetry',
      'temperature for creative writing',
      'best temperature for stories',
      'how do I get more creative answers',
      'temperature for a poem',
    ],
    answers: [
      'For poetry, try a temperature between 1.0 and 1.5. High values give rare words a chance, which brings fresh images and unexpected turns. Beyond that range sentences start to fall apart, so write several versions and keep the best. Stories, advertisements and ideas feel lively at 0.7 to 0.9 already. If the model takes no temperature, name a style, a mood or a forbidden phrase in the prompt, since a bold instruction also widens the choice.',
      'Poetry likes a high temperature, from 1.0 to about 1.5, because surprise is part of the art. Such settings give rare words a chance, which brings fresh images and the odd failure. As a habit, write several versions and keep the best, lowering the number when grammar suffers. Stories, advertisements and ideas feel lively at 0.7 to 0.9 already. If the model takes no temperature, name a style, a mood or an admired poet in the prompt.',
    ],
  },
  {
    asks: [
      'what temperature should I use',
      'temperature settings',
      'good default temperature',
      'temperature for business writing',
      'recommended temperature values',
    ],
    answers: [
      'The right temperature depends on the task: low for exactness, high for variety. Take zero for facts, data and code, 0.3 to 0.5 for reports and business mail, 0.7 to 0.9 for creative text, and above one only for poetry or wild ideas. If unsure, leave the default and improve the prompt first, since wording matters more. Then compare a few outputs side by side before you settle on a number.',
      'A good temperature is the lowest one that still gives enough variety for your task. That means roughly zero for facts, data and code, 0.3 to 0.5 for reports and business mail, 0.7 to 0.9 for creative text, and more than one for verse. Models that reason may refuse the setting, and then effort and a clear instruction do its job. Whatever you pick, compare a few outputs side by side, because one lucky answer proves nothing.',
    ],
  },
  {
    asks: [
      'what is a context window',
      'context window',
      'context length',
      'how much text can the model read',
      'context length exceeded',
      'maximum context',
    ],
    answers: [
      'The context window is the number of tokens a model can handle at once, input and output together. System prompt, history, documents, hidden reasoning and the answer all share it. Large hosted models now hold around a million tokens, many local ones far fewer. Too much input brings a 400 about context length, so trim old turns, summarise them, or search for the few passages that matter. Even below that, a shorter prompt is cheaper and often answered better.',
      'A context window is the space in which a model reads your prompt and writes its reply, measured in tokens. Both share that space, so a very long document leaves less room for the answer. Whatever does not fit is refused with an error, or quietly dropped by some local servers. To stay below the limit, trim old turns, summarise them, or search for the few passages that matter. Within the window each token costs time and money.',
    ],
  },
  // Many ways to go on after the first word, so that the sampling of a single token has something to choose from.
  {
    asks: [
      'finish the sentence: at night, the sea is',
      'complete the sentence: at night, the sea is',
      'continue: at night, the sea is',
    ],
    answers: [
      'dark and calm, and the moon draws a path across it.',
      'black and wide, and the moon draws a path across it.',
      'black as ink, with a thin white line where it meets the sand.',
      'black, and the lights of a ship look like a small town.',
      'quiet, as if it were listening to the land.',
      'quiet and full of stars that fell in.',
      'quiet and wide, and only the foam gives it away.',
      'silver, because the moon draws a path across it.',
      'silver and cold, like the back of a fish.',
      'deep, and the lights of a ship look like a small town.',
      'cold, and only the foam gives it away.',
      'silent, as if it were listening to the land.',
    ],
  },
]
