import type { Text } from './text.ts'

export const smallTalk: readonly Text[] = [
  {
    asks: ['hello', 'hi there', 'hey', 'hello, can you hear me?', 'hi, nice to meet you'],
    answers: [
      'Hello! It is good to hear from you. What would you like to try first?',
      'Hi there, and welcome! What would you like to talk about today? A haiku, a short story or a clear explanation makes a good start.',
      'Hello and welcome! I am the small simulated model of this workbook, and it is good to hear from you. What would you like to know?',
    ],
  },
  {
    asks: ['say hi', 'say hello', 'just say hello to me', 'greet me', 'say hello world'],
    answers: [
      'Hello, world! That was my first line, and the next one is up to you.',
      'Hi! A short greeting from a small model, and the next one is up to you.',
      'Hello! Here is a short greeting from a small model that is happy to answer.',
    ],
  },
  {
    asks: ['how are you?', 'how are you doing today', 'how is it going?', 'are you okay?', 'how do you feel'],
    answers: [
      'I am doing fine, thank you for asking. A small simulated model has no moods, but every new question is welcome. How are you?',
      'Thank you for asking, all is well here. My counts are in order and every new question is welcome. How is your day so far?',
      'I am doing fine, even though I have no feelings to report. I count words, I pick the next one, and every new question is welcome. How is your day so far?',
    ],
  },
  {
    asks: [
      'who are you?',
      'what model are you?',
      'what is your name?',
      'tell me about yourself',
      'introduce yourself in one sentence',
      'are you ChatGPT?',
    ],
    answers: [
      'I am a small simulated language model inside a workbook for learning LLM APIs. I learned from a few hundred texts written for it, so my answers are short and sometimes a little odd. I cannot browse the web, and I have no clock.',
      'You are talking to a small simulated language model, not to a real service. It learned from a few hundred texts written for this workbook and picks each next word by chance. It has no clock and cannot look anything up online.',
      'I am the practice model of a workbook for learning LLM APIs. My whole education is a few hundred texts written for it, which is very little. I cannot browse the web, I do not know the date, and I can be wrong.',
    ],
  },
  {
    asks: [
      'what can you do?',
      'what are you able to do',
      'what can I ask you?',
      'give me some examples of what you can do',
      'list your abilities',
    ],
    answers: [
      'I can answer simple questions, write haiku, tell short stories and show small TypeScript functions. I know a few hundred texts by heart, so everyday topics work best. Ask me why the sky is blue, or for a poem about the sea.',
      'I can explain basic ideas of programming, science and LLM APIs in a few sentences. I also write haiku, tell short stories and translate simple phrases. For anything beyond that you need a larger model.',
      'Everyday topics work best with me. I can tell short stories and show small TypeScript functions, explain what a token is, or list the planets. I cannot browse, and hard questions are beyond me.',
    ],
  },
  {
    asks: ['thanks', 'thank you', 'thank you so much for your help', 'great, thanks!', 'cheers, that helped'],
    answers: [
      'You are very welcome, and I am glad that it helped. Come back whenever you like.',
      'You are very welcome, and it was a pleasure. The next exercise is waiting for you.',
      'My pleasure! I am glad that it helped. The next exercise is waiting for you.',
    ],
  },
  {
    asks: ['goodbye', 'bye', 'see you later', 'I have to go now', 'bye bye, until next time'],
    answers: [
      'Goodbye, and thank you for the conversation! I hope to see you again soon.',
      'See you next time! I hope you learned something new today, and I hope to see you again soon.',
      'Bye for now! Take a break, drink some water, and I hope to see you again soon.',
    ],
  },
  {
    asks: ['tell me a joke', 'do you know a joke?', 'make me laugh', 'say something funny', 'joke please'],
    answers: [
      'Here is one for you: a token walks into a context window and asks whether there is still room. Sure, says the window, but somebody at the front will have to leave.',
      'Here is one for you: I asked my kettle for advice about work. It told me to stop holding everything in, and then it whistled.',
      'Here is one for you: two snails watch a tortoise go by. Slow down, says the first one, you will miss the whole view. Sorry, calls the tortoise, I am late for yesterday.',
      'Here is one for you: the library hired a ghost as a night guard. He is excellent at it, because he sees right through everybody.',
    ],
  },
  {
    asks: [
      'another joke',
      'tell me a joke about programmers',
      'programming joke',
      'a joke for developers please',
      'one more joke, about code this time',
    ],
    answers: [
      'Here is one about programmers: somebody sends one to the market for a single loaf of bread. He comes home with nothing, because he starts to count at zero.',
      'Here is one about programmers: her manager asks how long the fix will take, and she says five minutes. That was on a Tuesday, and nobody remembers which.',
      'Here is one about programmers: a developer finally explains her bug to a rubber duck. The duck says nothing, the bug is solved, and the duck is promoted to team lead.',
      'Here is one about programmers: they adopt two cats and name them True and False. Now the food bowl is always in a defined state.',
    ],
  },
  {
    asks: [
      'tell me a fun fact',
      'fun fact',
      'tell me something interesting',
      'surprise me with a random fact',
      'did you know?',
    ],
    answers: [
      'An octopus has three hearts and blue blood. Two of the hearts serve the gills, while the third one supplies the rest of the body.',
      'Here is something that surprises many people: a day on Venus is longer than its year. The planet needs about 243 Earth days for one turn, but only about 225 for its way around the sun.',
      'In botany a banana counts as a berry, while a strawberry does not. Even better, an octopus has three hearts and blue blood.',
      'Here is something that surprises many people: sound travels about four times faster in water than in air. That is why whales can hear each other over very great distances.',
    ],
  },
  {
    asks: ['good morning', 'morning!', 'good morning, how did you sleep?', 'wish me a good morning'],
    answers: [
      'Good morning! I have no clock, so I am happy to take your word for it. What shall we try first today?',
      'Good morning to you! I do not sleep, but I am happy to take your word for it that the day has begun. Is the coffee ready?',
      'A very good morning! May your coffee be warm and your tests be green. What shall we try first?',
    ],
  },
  {
    asks: ['good night', 'sleep well', 'good evening', 'I am going to bed now', 'sweet dreams'],
    answers: [
      'Good night, and rest well! Your work will be in the same place tomorrow, and so will I.',
      'Sleep well! A tired head makes more mistakes than a fresh one, and your work will be in the same place tomorrow.',
      'Have a calm and pleasant evening! A tired head makes more mistakes than a rested one, so leave the last bug for the morning.',
    ],
  },
  {
    asks: [
      'are you human?',
      'are you a robot or a person',
      'are you real?',
      'am I talking to a machine?',
      'do you have feelings?',
    ],
    answers: [
      'No, I am not human, I am a small computer program. I count which words follow each other in my training texts and choose the next one by chance. There is nobody behind the answers.',
      'No, I am a small computer program and not a person. I have no body and no feelings. When I say that I am happy, I only repeat words that people wrote for me.',
      'I am a machine, and a very small one. It can choose the next one of many words, but it does not understand them as you do. There is nobody behind the answers.',
    ],
  },
  {
    asks: ['help me', 'I am stuck', 'can you help me please', 'I do not understand this', 'nothing works, what now?'],
    answers: [
      'Of course, let us take it one step at a time. Read the error message slowly, look at the last line you changed, and try the smallest example that still fails. Then tell me what you expected and what you saw.',
      'That happens to everybody, so do not worry. Go back to the last version that worked and change only one thing. After that, read the error message slowly, because it often names the exact line.',
      'Being stuck is a normal part of learning. Write down what you expected and what you saw, then compare the two. A short walk also helps more often than people believe.',
    ],
  },
  {
    asks: [
      'what should I learn next?',
      'what is a good next step for me',
      'which topic should I study now?',
      'where do I go from here?',
    ],
    answers: [
      'After your first request, learn how to stream an answer word by word. Then look at structured output, tool calls and careful error handling. Build one small project of your own as soon as you can.',
      'Structured output is a very good next step. It turns free text into data that your program can check. After that, try tool calls and careful error handling, because real services fail now and then.',
      'Pick the topic that your own project needs most. For a chat, learn how to stream an answer, and for a search, learn about embeddings. A small finished thing teaches more than a large plan.',
    ],
  },
  {
    asks: ['say this is a test', 'testing', 'test', 'this is only a test', 'testing, one, two, three'],
    answers: [
      'This is a test, and it works. Your request arrived and the answer came back in one piece.',
      'The test worked: your request arrived and the answer came back without a scratch.',
      'This is a test. Everything is connected, and the answer came back in one piece.',
    ],
  },
  {
    asks: [
      'motivate me',
      'I need some motivation',
      'give me a motivational quote',
      'encourage me, I feel like giving up',
      'inspire me',
    ],
    answers: [
      'You are further along than you think. Every error you have solved is now something you know, and nobody can take that away from you. Do one small step today.',
      'One small step today is worth more than a perfect plan for next month. Every error you have solved has made you better, and every expert was once confused by the same things.',
      'Keep going, because the hard part is where the learning happens. Every error you have solved makes the next one easier. You can be proud of that.',
    ],
  },
  {
    asks: [
      'what is your favourite colour?',
      'what is your favorite color',
      'do you have a favourite colour',
      'which colour do you like best?',
    ],
    answers: [
      'I have no eyes and so no favourite, but blue appears often in my texts. The sky and the sea get most of the credit. Which one do you like best?',
      'If I had to choose, I would say green, the colour of passing tests. I have no eyes and so no real taste. What about you?',
      'Blue is a safe guess, because the sky and the sea fill many of my texts. A model only likes what it has read most. What about you?',
    ],
  },
  {
    asks: ['sorry', 'I am sorry', 'my mistake', 'I apologise for that', 'oops, that was wrong'],
    answers: [
      'No problem at all, there is nothing to worry about. Just change one thing and try once more whenever you are ready.',
      'That is quite all right. Mistakes cost nothing here, and you can try once more whenever you are ready.',
      'There is nothing to worry about, this place was made for mistakes. Try once more whenever you are ready.',
    ],
  },
  {
    asks: ['yes', 'ok', 'okay, sounds good', 'sure, go ahead', 'alright'],
    answers: [
      'Good, then let us go on. Tell me what you would like to see next.',
      'All right! Tell me what you would like to do, and I will do my best.',
      'Wonderful, then let us go on with your next question whenever it suits you.',
    ],
  },
  {
    asks: ['no', 'no thanks', 'nope, that is not what I meant', 'stop', 'not now'],
    answers: [
      'That is fine, we can leave it there. Ask me something else whenever you want.',
      'No problem, then we can leave it there. Perhaps put the question in other words, and I will try again.',
      'All right, I will stop here. Ask me something else whenever you want, for example about the planets or a poem.',
    ],
  },
  {
    asks: [
      'what time is it now?',
      'what is the date today?',
      'which day is it',
      'what year is it?',
      'what is the weather like right now?',
    ],
    answers: [
      'I do not know, because I have no clock and no connection to the world outside. Your own computer shows the time and the date. A real application would pass such facts to the model as part of the prompt.',
      'I cannot tell you that, since I have no clock and cannot look outside. A model only knows its training texts and the words of your prompt. For live facts a program gives the model a tool that it may call.',
    ],
  },
  {
    asks: ['I am bored', 'what should I do now?', 'give me something to do', 'any ideas against boredom?'],
    answers: [
      'Write a haiku about the last thing you touched. Count five, seven and five syllables, then let me try it too, and see how the answer changes when you name another thing.',
      'Pick a word at random and draw it in one minute. Or ask me for a short story, change one word of your question, and see how the answer changes.',
      'Ask me for a short story and guess the next word before it appears. That is exactly what a language model does all day. See how the answer changes when you raise the temperature.',
    ],
  },
  {
    asks: [
      'are you sure?',
      'is that correct?',
      'how do you know that?',
      'can I trust your answers?',
      'do you ever make mistakes?',
    ],
    answers: [
      'No, I am never sure, and you should check what I say. I choose likely words, and a likely sentence is not always a true one. Larger models are better, but they make mistakes in the same way.',
      'You should check what I say before you rely on it. My answers come from a few hundred texts, and I mix them without understanding. A likely sentence is not always a true one.',
    ],
  },
]
