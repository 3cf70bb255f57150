/**
 * Frequent words of languages in Latin letters, as far as they tell one from the others: a passage is told by several
 * different ones. Words that are also names, English words or symbols of formulas are left out.
 */
const WORDS = {
  English:
    'the of and to is that we it for this be are with as not have from which if then so but can there what has will was by when all an at or also need let because since these our only must',
  German:
    'der das und ist nicht ein eine einen einem einer wir mit auf für dass sich auch dem den von zu zum zur als aber wenn oder nur noch sind wird werden haben muss müssen dann daher also können kann diese dieser durch gilt wie bei aus über zwei jetzt haben hier sein nach wurde weil damit ergibt somit',
  French:
    'le les des est et une dans pour que qui nous avec sur pas donc alors cette ces mais aussi sont par plus peut être du au aux comme ainsi deux avons ne se si on il elle leur tout puis ensuite car où fait faut ce',
  Spanish:
    'el los las que es una por con para del se como pero más entonces este esta estos son tiene tenemos cuando cada también puede porque así donde hay ser todos sus muy si lo al dos luego ya vez debe número cual entre',
  Italian:
    'il gli che è una per con non del della dei delle sono come più anche quindi questo questa abbiamo allora nel nella si perché dove ogni ma può essere loro tutti dal alla ed poi quando due ora cui dobbiamo ci lo',
  Portuguese:
    'os que é uma para com não do da dos das em no na por mais como mas então este esta isso são temos quando cada também pode porque assim onde há ser todos seu sua muito se ao aos dois agora depois ou um já número',
  Dutch:
    'het een en van dat niet met voor zijn op te we deze dit ook maar als dan wordt worden hebben heeft bij naar uit moet moeten kunnen kan dus omdat nu twee alle nog wel geen aan om door er hier want over wanneer',
  Polish:
    'nie jest się że na do jak ale czy tak więc dla przez tego który która są może być oraz lub gdy mamy ponieważ liczba każdy tylko już też jeśli wtedy od po za przy',
  Swedish:
    'och att det är som en på för med den av till inte ett om vi har kan ska eller så detta alla men då från blir där när också vara nu här två varje eftersom måste få mot',
  Turkish:
    've bir bu için ile olarak olan daha çok gibi ama değil ise kadar sonra her ne var olur o şu biz bunu eğer yani böylece iki sayı tüm göre çünkü',
  Indonesian:
    'yang dan di ini itu dengan untuk dari tidak adalah kita pada ke akan dapat karena juga jika maka atau sebagai oleh ada lebih setiap harus bahwa sehingga kemudian saya semua bilangan dua',
  Vietnamese:
    'và là của các một có không được cho với này trong để thì nếu ta những số khi đó như vậy từ ra vì mà hai cũng lại đã phải bằng nên',
} as const;

export type Language = keyof typeof WORDS;

/** The languages in which a lower-case word is frequent. */
export const LANGUAGES_OF: ReadonlyMap<string, readonly Language[]> = index();

function index(): Map<string, Language[]> {
  const languages = new Map<string, Language[]>();
  for (const [language, words] of Object.entries(WORDS) as [Language, string][]) {
    for (const word of new Set(words.split(' '))) {
      const known = languages.get(word);
      if (known === undefined) languages.set(word, [language]);
      else known.push(language);
    }
  }
  return languages;
}
