/** More cases of units, times, roundings, formulas of chemistry, and of what does not exist. */
export const MORE_UNITS = String.raw`
# angles, roundings, durations, formulas of chemistry, nothing
? \cos 60 ¦ 0.5 ¦ two-readings
+ \cos 60^\circ ¦ 0.5 ¦ same-number
+ \cos(60^\circ) ¦ \frac12 ¦ same-number
+ cos 60° ¦ 1/2 ¦ same-number
? 0.5 ¦ \cos 60 ¦ two-readings
? \sin 30 ¦ 0.5 ¦ two-readings
? \tan 45 ¦ 1 ¦ two-readings
? \cos 60 ¦ -0.9524 ¦ two-readings
? \sin(30) ¦ 1/2 ¦ two-readings
? 2\cos 60 ¦ 1 ¦ two-readings
- \cos 60 ¦ 0.7 ¦ different-number
? 3.14 ¦ 22/7 ¦ may-be-rounded
? 22/7 ¦ 3.14 ¦ may-be-rounded
? 3.143 ¦ 22/7 ¦ may-be-rounded
+ 22/7 ¦ 3.1429 ¦ within-rounding
+ 3.142857 ¦ 22/7 ¦ within-rounding
? 0.3333 ¦ 1/3 ¦ may-be-rounded
- 0.5 ¦ 1/3 ¦ different-number
? 0.667 ¦ 2/3 ¦ may-be-rounded
+ 2/3 ¦ 0.67 ¦ within-rounding
? 3.1416 ¦ \pi ¦ may-be-rounded
? 3.15 ¦ \pi ¦ may-be-rounded
+ \sqrt{2} ¦ 1.414 ¦ within-rounding
? 17/12 ¦ \sqrt2 ¦ may-be-rounded
? 355/113 ¦ \pi ¦ may-be-rounded
? 22/7 ¦ \pi ¦ may-be-rounded
? \pi ¦ 22/7 ¦ may-be-rounded
+ 1 h 30 min ¦ 90 min ¦ same-quantity
+ 90 min ¦ 1 h 30 min ¦ same-quantity
+ 1 hour 30 minutes ¦ 1.5 hours ¦ same-quantity
? 1h30m ¦ 90 minutes ¦ not-parsed
? 1:30 ¦ 90 min ¦ different-kind
? 2 h 15 min ¦ 135 ¦ may-be-converted
- 1 h 20 min ¦ 90 min ¦ different-number
+ 5 ft 6 in ¦ 66 in ¦ same-quantity
+ 2 days 3 hours ¦ 51 hours ¦ same-quantity
+ 1 min 5 s ¦ 65 seconds ¦ same-quantity
+ H2O ¦ H_2O ¦ same-text
+ H_2O ¦ \mathrm{H_2O} ¦ same-text
+ \text{H}_2\text{O} ¦ H2O ¦ same-text
+ CO2 ¦ CO_2 ¦ same-text
? CO2 ¦ CO ¦ not-parsed
+ C_6H_{12}O_6 ¦ C6H12O6 ¦ same-text
? NaCl ¦ KCl ¦ different-text
+ H_2SO_4 ¦ \mathrm{H}_2\mathrm{SO}_4 ¦ same-text
+ \ce{H2O} ¦ H2O ¦ same-text
+ H₂O ¦ H2O ¦ same-text
+ SO_4^{2-} ¦ SO4^2- ¦ same-text
? Co ¦ CO ¦ not-parsed
+ DNE ¦ does not exist ¦ same-word
+ does not exist ¦ \text{DNE} ¦ same-word
+ No solutions ¦ no solution ¦ same-set
+ \varnothing ¦ \{\} ¦ same-set
+ no real solutions ¦ no solution ¦ same-set
? none ¦ no solution ¦ different-text
+ undefined ¦ does not exist ¦ same-word
? DNE ¦ 0 ¦ different-kind
- \emptyset ¦ 0 ¦ different-set
- \{0\} ¦ \emptyset ¦ different-set
? infinity ¦ DNE ¦ different-kind
+ \infty ¦ \infty ¦ same-text
- -\infty ¦ \infty ¦ different-number
- no solution ¦ 3 ¦ different-set
+ the limit does not exist ¦ DNE ¦ same-word
+ There is no solution. ¦ no solution ¦ same-set
? impossible ¦ no solution ¦ different-text

# units
+ 5 km ¦ 5000 m ¦ same-quantity
- 5 km ¦ 5 m ¦ different-number
+ 5 km ¦ 5 ¦ same-number
+ 3 kg ¦ 3000 g ¦ same-quantity
+ 100 cm ¦ 1 m ¦ same-quantity
+ 1 mA ¦ 0.001 A ¦ same-quantity
+ 1 MHz ¦ 1000 kHz ¦ same-quantity
+ 5 m/s ¦ 18 km/h ¦ same-quantity
+ 5 N ¦ 5 kg m/s^2 ¦ same-quantity
+ 9.8 m/s^2 ¦ 9.8 ¦ same-number
+ 9.8\,\mathrm{m/s^2} ¦ 9.8 ms^{-2} ¦ same-quantity
+ 1 nm ¦ 10^{-9} m ¦ same-quantity
+ 5\text{ cm}^2 ¦ 5 cm^2 ¦ same-text
- 5 cm^2 ¦ 5 cm ¦ different-unit
+ 1 L ¦ 1000 cm^3 ¦ same-quantity
+ 1 ml ¦ 1 cm^3 ¦ same-quantity
? 60 mph ¦ 96.56 km/h ¦ may-be-rounded
? 1 eV ¦ 1.602\times10^{-19} J ¦ unit-unclear
? 300 K ¦ 27 C ¦ variables-differ
+ 25 dollars ¦ $25 ¦ same-quantity
+ 25 cents ¦ $0.25 ¦ same-quantity
- 25 cents ¦ 25 dollars ¦ different-number
+ 5 apples ¦ 5 ¦ same-number
? 5 apples ¦ 5 oranges ¦ unit-unclear
+ 10 Ω ¦ 10 \Omega ¦ same-text
+ 10 kΩ ¦ 10000 ohms ¦ same-quantity
+ 3 µm ¦ 3\times10^{-6} m ¦ same-quantity
? 1 bar ¦ 100 kPa ¦ different-kind
? 1 atm ¦ 101325 Pa ¦ different-kind
? 5 minutes ¦ 300 ¦ may-be-converted

# units
+ 10 kΩ ¦ 10 k\Omega ¦ same-text
+ 4.7 kΩ ¦ 4700 Ω ¦ same-quantity
+ 3 µs ¦ 3e-6 s ¦ same-quantity
+ 5 µg ¦ 0.005 mg ¦ same-quantity
+ 20 mA ¦ 0.02 A ¦ same-quantity
- 20 mA ¦ 20 A ¦ different-number
? 2 \mu m ¦ 2\times10^{-6} m ¦ variables-differ
+ 5\times10^{-7}\text{ m} ¦ 500 nm ¦ same-quantity
+ 3\times10^8 m/s ¦ 3\times10^8 ¦ same-number
+ 3\times10^8\ \mathrm{m/s} ¦ 3\times10^5 km/s ¦ same-quantity
+ 6\times10^{-3} m ¦ 6 mm ¦ same-quantity

# durations
+ 2 h ¦ 120 min ¦ same-quantity
+ 2 h 5 min 10 s ¦ 7510 s ¦ same-quantity
+ 90 min ¦ 1.5 h ¦ same-quantity
? 1 h ¦ 60 ¦ variables-differ
? 1 h 30 min ¦ 1.5 ¦ may-be-converted
+ 3 days ¦ 72 h ¦ same-quantity
+ 30 s ¦ 0.5 min ¦ same-quantity
+ 1 hr 30 mins ¦ 1 hour and 30 minutes ¦ same-quantity
? 2 m 30 s ¦ 150 s ¦ not-parsed
? 2:30 ¦ 2 h 30 min ¦ not-parsed

# chemistry
+ Fe2O3 ¦ Fe_2O_3 ¦ same-text
+ Ca(OH)2 ¦ \mathrm{Ca(OH)_2} ¦ same-text
? Na+ ¦ Na^+ ¦ not-parsed
? NH4+ ¦ \mathrm{NH_4^+} ¦ not-parsed
+ CH3COOH ¦ CH_3COOH ¦ same-text
? C2H5OH ¦ C_2H_6O ¦ not-parsed
+ O2 ¦ O_2 ¦ same-text
? O_2 ¦ O_3 ¦ variables-differ
? 2H2O ¦ 2H_2O ¦ not-parsed
? H2O ¦ H_20 ¦ not-parsed
? A_1 ¦ A1 ¦ not-parsed

# existence
+ dne ¦ DNE ¦ same-word
? D.N.E. ¦ DNE ¦ not-parsed
+ The limit does not exist. ¦ does not exist ¦ same-word
+ undefined ¦ DNE ¦ same-word
+ not defined ¦ undefined ¦ same-word
? DNE ¦ \infty ¦ different-kind
? does not exist ¦ no solution ¦ different-kind
? diverges ¦ does not exist ¦ different-text
? DNE ¦ 5 ¦ different-kind
- no solution ¦ all real numbers ¦ different-set

# metres per second
+ 5 ms^{-1} ¦ 5 m/s ¦ same-quantity
- 5 ms ¦ 5 m/s ¦ different-unit
+ 5 ms ¦ 0.005 s ¦ same-quantity
+ 10 ms^{-2} ¦ 10 ¦ same-number
`;
