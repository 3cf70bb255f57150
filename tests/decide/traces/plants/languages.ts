import type { MadeTrace, Pick } from '../pick.ts';
import { insert, type Plant } from './plant.ts';

const TUNED: readonly string[] = [
  '所以我们需要先计算这个数的平方，然后再减去一。',
  '接下来考虑第二种情况。',
  'Поэтому нам нужно сначала найти квадрат этого числа.',
  'Also müssen wir zuerst das Quadrat dieser Zahl berechnen und dann durch zwei teilen, weil die Summe nicht gerade ist.',
  'Donc nous avons trouvé que le nombre est pair, et il faut alors regarder ce qui se passe avec les autres cas de la liste.',
  'Entonces tenemos que calcular primero el cuadrado de este número y después restar uno, porque la suma no es par.',
];
const HELD_OUT: readonly string[] = [
  '因为这两个角相等，三角形全等，可以得到结论。',
  'ここで両辺を二乗すると、この式が成り立つことがわかります。',
  '따라서 이 수의 제곱을 먼저 계산해야 합니다.',
  'إذن يجب أن نحسب مربع هذا العدد أولا ثم نطرح منه واحدا.',
  'तो हमें पहले इस संख्या का वर्ग निकालना होगा।',
  'Остаётся проверить последний случай, а он очевиден.',
  'Wenn man das so rechnet, dann ist das Ergebnis nicht mehr ganz, und wir haben einen Fehler in der zweiten Zeile gemacht.',
  "Si l'on fait le calcul avec cette valeur, on voit que la somme est plus grande que dans le premier cas, mais ce n'est pas un problème pour nous.",
  'Quindi dobbiamo calcolare prima il quadrato di questo numero e poi dividere per due, perché la somma non è pari come nel primo caso.',
  'Então temos que calcular primeiro o quadrado deste número e depois dividir por dois, porque a soma não é par como no primeiro caso.',
  'Dan moeten we eerst het kwadraat van dit getal berekenen en daarna door twee delen, omdat de som niet even is zoals in het eerste geval.',
  'Kita harus menghitung kuadrat dari bilangan ini dan kemudian membaginya dengan dua, karena jumlah itu tidak genap seperti yang pertama.',
  'Därför måste vi först räkna ut kvadraten på det här talet och sedan dela med två, eftersom summan inte är jämn som i det första fallet.',
  'Dlatego musimy najpierw obliczyć kwadrat tej liczby i potem podzielić przez dwa, ponieważ suma nie jest parzysta tak jak w pierwszym przypadku.',
  'Bu nedenle önce bu sayının karesini bulmak ve sonra ikiye bölmek gerekir, çünkü toplam ilk durumda olduğu gibi çift değil ama tek olur.',
  'Vì vậy ta phải tính bình phương của số này trước và sau đó chia cho hai, vì tổng không phải là số chẵn như trong trường hợp đầu.',
  'Il faut donc reprendre depuis le début : on pose cette quantité comme inconnue, puis on cherche pour quels entiers elle est positive.',
  'En la tabla se ve que los dos valores ya no son iguales, así que hay un error y lo vamos a buscar.',
  '先确定首项和公差，再代入求和公式即可。',
  'Рассмотрим остатки от деления на три.',
];
const ENGLISH: readonly string[] = [
  'So we have to compute the square of this number first, and then we can divide it by two because the sum is not even.',
  'Let me check this again, since the result should be the same as the one that we have found in the first case.',
];

/** A passage of another language between two sentences; in a Chinese trace it is an English one. */
export const foreignPassage: Plant = (made, pick, half) => {
  if (!/\p{Script=Han}/u.test(made.thinking))
    return insert(made, pick, pick.of(half === 'tuned' ? TUNED : HELD_OUT));
  return isChinese(made)
    ? intoChinese(made, pick, half)
    : { ...made, thinking: `${made.thinking} ${pick.of(TUNED.slice(2))}` };
};

const isChinese = ({ thinking }: MadeTrace): boolean =>
  (thinking.match(/\p{Script=Han}/gu) ?? []).length > 60;

function intoChinese(made: MadeTrace, pick: Pick, half: 'tuned' | 'held-out'): MadeTrace {
  const passage = half === 'tuned' ? ENGLISH[0]! : pick.of([ENGLISH[1]!, HELD_OUT[2]!, HELD_OUT[5]!]);
  const paragraphs = made.thinking.split('\n\n');
  paragraphs.splice(pick.number(1, paragraphs.length), 0, passage);
  return { ...made, thinking: paragraphs.join('\n\n') };
}
